import { useFormat } from '../../data/use-format.ts';
import classes from './quality.module.css';

/** A share as a bar with its figure beside it. */
export function ShareBar(props: { part: number; whole: number }) {
  const format = useFormat();
  const share = props.whole === 0 ? 0 : props.part / props.whole;
  return (
    <span className={classes.share}>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.bar} style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </span>
      {format.percent(share)}
    </span>
  );
}
