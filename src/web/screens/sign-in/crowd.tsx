import classes from './sign-in.module.css';

const columns = 23;
const rows = 31;
const chosen = { column: 14, row: 12 };

/** The one idea, drawn: a crowd of equal dots, and one person in it. */
export function Crowd(props: { label: string }) {
  const dots = Array.from({ length: columns * rows }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns),
  }));
  return (
    <svg
      className={classes.crowd}
      viewBox={`0 0 ${columns * 20} ${rows * 20}`}
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label={props.label}
    >
      {dots.map((dot) => {
        const isChosen = dot.column === chosen.column && dot.row === chosen.row;
        return (
          <circle
            key={`${dot.column}-${dot.row}`}
            cx={dot.column * 20 + 10}
            cy={dot.row * 20 + 10}
            r={isChosen ? 6 : 2.2}
            fill={isChosen ? 'var(--accent)' : 'var(--rule)'}
          />
        );
      })}
    </svg>
  );
}
