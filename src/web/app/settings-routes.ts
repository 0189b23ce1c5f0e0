import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListSearch } from '../data/list-search.ts';
import { inside } from './inside-route.tsx';

const users = createRoute({
  getParentRoute: () => inside,
  path: '/settings/users',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/users/users-screen.tsx'), 'UsersScreen'),
});

const keys = createRoute({
  getParentRoute: () => inside,
  path: '/settings/keys',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/keys/keys-screen.tsx'), 'KeysScreen'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/settings/audit',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/audit/audit-screen.tsx'), 'AuditScreen'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('../screens/account/account-screen.tsx'), 'AccountScreen'),
});

/** Who may use the program, and one’s own account. */
export const settingsRoutes = [users, keys, audit, account] as const;
