import { Fragment, type ReactNode } from 'react';
import classes from './facts.module.css';

/** What is known of one thing: names at the left, values at the right, read aloud in pairs. */
export function Facts(props: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {props.rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
