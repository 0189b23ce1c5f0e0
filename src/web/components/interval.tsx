import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './interval.module.css';

type IntervalProps = {
  estimate: number;
  low: number;
  high: number;
  /** Ends of the shared scale, so that intervals in a column can be compared by eye. */
  scale: readonly [number, number];
  write: (value: number) => string;
  /** Hides the words beside the drawing, when the row already says them. */
  bare?: boolean;
};

/** An estimate with its 95 % interval: a dot on a bar, and words. When the bar crosses zero it says so. */
export function Interval(props: IntervalProps) {
  const { t } = useTranslation('parts');
  const crossesZero = props.low <= 0 && props.high >= 0;
  const [from, to] = props.scale;
  const at = (value: number) => `${Math.min(100, Math.max(0, ((value - from) / (to - from || 1)) * 100))}%`;
  const sentence = t('interval.between', {
    value: props.write(props.estimate),
    low: props.write(props.low),
    high: props.write(props.high),
  });
  const words = crossesZero ? `${sentence}, ${t('interval.inconclusive')}` : sentence;
  const tone = crossesZero ? classes.open : props.estimate > 0 ? classes.up : classes.down;
  return (
    <span className={classes.interval}>
      <Tooltip label={`${words}. ${t('interval.level')}`}>
        <span className={`${classes.drawing} ${tone}`} role="img" aria-label={words} tabIndex={0}>
          {from < 0 && to > 0 ? <span className={classes.zero} style={{ left: at(0) }} /> : null}
          <span
            className={classes.bar}
            style={{ left: at(props.low), right: `calc(100% - ${at(props.high)})` }}
          />
          <span className={classes.dot} style={{ left: at(props.estimate) }} />
        </span>
      </Tooltip>
      {props.bare ? null : <span className={classes.words}>{words}</span>}
    </span>
  );
}

/** A round scale that holds every interval given and zero, with a little air. */
export function scaleAround(values: readonly number[]): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const air = (high - low || 1) * 0.06;
  return [low - air, high + air];
}
