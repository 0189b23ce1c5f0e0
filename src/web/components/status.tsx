import classes from './status.module.css';

export type Tone = 'good' | 'bad' | 'busy' | 'waiting' | 'quiet';

const marks: Record<Tone, string> = { good: '●', bad: '▲', busy: '◐', waiting: '○', quiet: '–' };

/** A state in one word with a mark of its own shape, so that colour is never alone. */
export function Status(props: { tone: Tone; children: string }) {
  return (
    <span className={classes.status}>
      <span className={classes[props.tone]} aria-hidden="true">
        {marks[props.tone]}
      </span>{' '}
      {props.children}
    </span>
  );
}
