const places = [6, 16, 26];

/** The mark: a crowd of dots, one of them in colour. */
export function Mark(props: { size: number }) {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true">
      {places.flatMap((y) =>
        places.map((x) => (
          <circle
            key={`${x}-${y}`}
            cx={x}
            cy={y}
            r={x === 16 && y === 16 ? 4.6 : 3}
            fill={x === 16 && y === 16 ? 'var(--accent)' : 'var(--grey)'}
          />
        )),
      )}
    </svg>
  );
}
