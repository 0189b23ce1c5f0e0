import classes from './dot-bars.module.css';

export type DotBar = {
  readonly label: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly written: string;
  /** Emphasised rows are in the accent colour: the treated group. */
  readonly strong?: boolean;
};

/**
 * Groups compared on one scale: a dot for the estimate on the bar of its 95 % interval, aligned so that the eye compares.
 * Drawn as a list, so that it reads as a table without the drawing.
 */
export function DotBars(props: { rows: readonly DotBar[]; label: string; write: (value: number) => string }) {
  const low = Math.min(0, ...props.rows.map((row) => row.low));
  const high = Math.max(...props.rows.map((row) => row.high), low + Number.EPSILON);
  const at = (value: number) => `${(((value - low) / (high - low)) * 100).toFixed(2)}%`;
  return (
    <figure className={classes.figure} aria-label={props.label}>
      <ul className={classes.rows}>
        {props.rows.map((row) => (
          <li key={row.label} className={`${classes.row} ${row.strong ? classes.strong : ''}`}>
            <span className={classes.label}>{row.label}</span>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.bar}
                style={{ left: at(row.low), right: `calc(100% - ${at(row.high)})` }}
              />
              <span className={classes.dot} style={{ left: at(row.estimate) }} />
            </span>
            <span className={classes.value}>{row.written}</span>
          </li>
        ))}
      </ul>
      <div className={classes.scale} aria-hidden="true">
        <span className={classes.ends}>
          <span>{props.write(low)}</span>
          <span>{props.write(high)}</span>
        </span>
      </div>
    </figure>
  );
}
