import { Link, type LinkProps } from '@tanstack/react-router';
import classes from './page-tabs.module.css';

type PageTab = { readonly to: NonNullable<LinkProps['to']>; readonly name: string };

/** Pages that belong together, side by side above their title. */
export function PageTabs(props: { label: string; tabs: readonly PageTab[] }) {
  return (
    <nav className={classes.tabs} aria-label={props.label}>
      {props.tabs.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={classes.tab}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
