import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** What would be here, and the one next step. */
export function Empty(props: { title: string; detail?: string; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{props.title}</p>
      {props.detail ? <p className={classes.detail}>{props.detail}</p> : null}
      {props.action ? <div className={classes.action}>{props.action}</div> : null}
    </div>
  );
}
