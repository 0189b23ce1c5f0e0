import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListSearch } from '../data/list-search.ts';
import { PrivacySearch } from '../screens/privacy/privacy-search.ts';
import { inside } from './inside-route.tsx';

const privacy = createRoute({
  getParentRoute: () => inside,
  path: '/privacy',
  validateSearch: PrivacySearch,
  component: lazyRouteComponent(() => import('../screens/privacy/privacy-screen.tsx'), 'PrivacyScreen'),
});

const requests = createRoute({
  getParentRoute: () => inside,
  path: '/requests',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/requests/requests-screen.tsx'), 'RequestsScreen'),
});

/** What people allow, and what they ask about their data. */
export const privacyRoutes = [privacy, requests] as const;
