import type { ReactNode } from 'react';
import { useFormat } from '../data/use-format.ts';
import classes from './funnel.module.css';

export type FunnelStep = {
  readonly label: string;
  readonly count: number;
  /** People lost before this step, with the reason. */
  readonly lost?: readonly { readonly reason: string; readonly count: number }[];
  readonly shown?: ReactNode;
  /** What the share is of, when not of the first step: "of those opened" needs its own whole. */
  readonly of?: { readonly count: number; readonly words: string };
};

/** How many remain at each step, as bars on one scale, with what was lost on the way and why. */
export function Funnel(props: { steps: readonly FunnelStep[]; label: string }) {
  const format = useFormat();
  const widest = Math.max(1, ...props.steps.map((step) => step.count));
  const first = props.steps[0]?.count ?? 0;
  return (
    <ol className={classes.funnel} aria-label={props.label}>
      {props.steps.map((step, i) => (
        <li key={step.label} className={classes.step}>
          <span className={classes.label}>{step.label}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ width: `${(step.count / widest) * 100}%` }} />
          </span>
          <span className={classes.count}>{step.shown ?? format.number(step.count)}</span>
          <span className={classes.share}>
            {i > 0 && (step.of?.count ?? first) > 0
              ? format.percent(step.count / (step.of?.count ?? first))
              : ''}
            {step.of ? <span className={classes.of}> {step.of.words}</span> : null}
          </span>
          {step.lost && step.lost.length > 0 ? (
            <ul className={classes.lost}>
              {step.lost.map((one) => (
                <li key={one.reason}>
                  −{format.number(one.count)} {one.reason}
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
