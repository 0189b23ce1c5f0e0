import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListSearch } from '../data/list-search.ts';
import { ClientSearch, ClientsSearch } from '../screens/clients/clients-search.ts';
import { inside } from './inside-route.tsx';

const clients = createRoute({
  getParentRoute: () => inside,
  path: '/clients',
  validateSearch: ClientsSearch,
  component: lazyRouteComponent(() => import('../screens/clients/clients-screen.tsx'), 'ClientsScreen'),
});

const client = createRoute({
  getParentRoute: () => inside,
  path: '/clients/$id',
  validateSearch: ClientSearch,
  component: lazyRouteComponent(() => import('../screens/clients/client-screen.tsx'), 'ClientScreen'),
});

const survivorship = createRoute({
  getParentRoute: () => inside,
  path: '/clients/survivorship',
  component: lazyRouteComponent(
    () => import('../screens/survivorship/survivorship-screen.tsx'),
    'SurvivorshipScreen',
  ),
});

const households = createRoute({
  getParentRoute: () => inside,
  path: '/clients/households',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/circles/households-screen.tsx'), 'HouseholdsScreen'),
});

const companies = createRoute({
  getParentRoute: () => inside,
  path: '/clients/companies',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/circles/companies-screen.tsx'), 'CompaniesScreen'),
});

const company = createRoute({
  getParentRoute: () => inside,
  path: '/clients/companies/$id',
  component: lazyRouteComponent(() => import('../screens/circles/company-screen.tsx'), 'CompanyScreen'),
});

/** Customers: who they are, whom they live and work with. */
export const clientRoutes = [clients, client, survivorship, households, companies, company] as const;
