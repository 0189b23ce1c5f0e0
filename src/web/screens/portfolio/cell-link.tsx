import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Condition } from '#differentiate/attributes/api';
import { useMay } from '../../data/session.ts';
import classes from './portfolio.module.css';

type CellLinkProps = {
  /** The people who answer to it now. */
  condition: Condition;
  name?: string;
  /** Given at an older date, where people are those of then, not those of the condition now. */
  onOpen: (() => void) | undefined;
  className: string | undefined;
  title?: string;
  label?: string;
  children: ReactNode;
};

/** A cell to click: at the newest date it leads to its segment, at an older one it opens who was in it. */
export function CellLink(props: CellLinkProps) {
  const may = useMay();
  const { className, title, label, children } = props;
  const told = { title, 'aria-label': label };
  if (props.onOpen === undefined)
    return (
      <Link
        to="/segments/new"
        search={{ condition: props.condition, name: props.name }}
        className={className}
        {...told}
      >
        {children}
      </Link>
    );
  if (!may('customers:read'))
    return (
      <div className={className} title={title}>
        {children}
      </div>
    );
  return (
    <button type="button" className={`${className} ${classes.opener}`} onClick={props.onOpen} {...told}>
      {children}
    </button>
  );
}
