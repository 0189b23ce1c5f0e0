import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { problemOf } from '../data/problem.ts';
import { ListSearch } from '../data/list-search.ts';
import { meQuery } from '../data/session.ts';
import { CampaignSearch, CampaignsSearch } from '../screens/campaigns/campaigns-search.ts';
import { ClientSearch, ClientsSearch } from '../screens/clients/clients-search.ts';
import { EffectsSearch } from '../screens/effects/effects-search.ts';
import { PortfolioSearch } from '../screens/portfolio/portfolio-search.ts';
import { ImportsSearch, NewImportSearch } from '../screens/sources/sources-search.ts';
import { SegmentSearch } from '../screens/segments/segment-search.ts';
import { DuplicatesSearch } from '../screens/duplicates/duplicates-search.ts';
import { PrivacySearch } from '../screens/privacy/privacy-search.ts';
import { MendListSearch, QualitySearch } from '../screens/quality/quality-search.ts';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { Frame } from './frame.tsx';
import { Broken, NotFound } from './not-found.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NotFound />
    </main>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInScreen,
  // Only a path of this site: a full address would send people elsewhere after signing in.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Frame,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(meQuery);
    } catch (thrown) {
      if (problemOf(thrown).status !== 401) throw thrown;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
});

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/overview/overview-screen.tsx'), 'OverviewScreen'),
});

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

const value = createRoute({
  getParentRoute: () => inside,
  path: '/value',
  component: lazyRouteComponent(() => import('../screens/value/value-screen.tsx'), 'ValueScreen'),
});

const portfolio = createRoute({
  getParentRoute: () => inside,
  path: '/value/portfolio',
  validateSearch: PortfolioSearch,
  component: lazyRouteComponent(() => import('../screens/portfolio/portfolio-screen.tsx'), 'PortfolioScreen'),
});

const profit = createRoute({
  getParentRoute: () => inside,
  path: '/value/profit',
  component: lazyRouteComponent(() => import('../screens/profit/profit-screen.tsx'), 'ProfitScreen'),
});

const potential = createRoute({
  getParentRoute: () => inside,
  path: '/value/potential',
  component: lazyRouteComponent(() => import('../screens/potential/potential-screen.tsx'), 'PotentialScreen'),
});

const forecast = createRoute({
  getParentRoute: () => inside,
  path: '/value/forecast',
  component: lazyRouteComponent(() => import('../screens/forecast/forecast-screen.tsx'), 'ForecastScreen'),
});

const questions = createRoute({
  getParentRoute: () => inside,
  path: '/value/questions',
  component: lazyRouteComponent(() => import('../screens/questions/questions-screen.tsx'), 'QuestionsScreen'),
});

const sources = createRoute({
  getParentRoute: () => inside,
  path: '/sources',
  validateSearch: ImportsSearch,
  component: lazyRouteComponent(() => import('../screens/sources/sources-screen.tsx'), 'SourcesScreen'),
});

const newImport = createRoute({
  getParentRoute: () => inside,
  path: '/sources/new',
  validateSearch: NewImportSearch,
  component: lazyRouteComponent(() => import('../screens/sources/new-import-screen.tsx'), 'NewImportScreen'),
});

const receipt = createRoute({
  getParentRoute: () => inside,
  path: '/sources/$id',
  component: lazyRouteComponent(() => import('../screens/sources/import-screen.tsx'), 'ImportScreen'),
});

const screenings = createRoute({
  getParentRoute: () => inside,
  path: '/sources/screenings',
  validateSearch: ListSearch,
  component: lazyRouteComponent(
    () => import('../screens/screening/screenings-screen.tsx'),
    'ScreeningsScreen',
  ),
});

const newScreening = createRoute({
  getParentRoute: () => inside,
  path: '/sources/screenings/new',
  validateSearch: NewImportSearch,
  component: lazyRouteComponent(
    () => import('../screens/screening/new-screening-screen.tsx'),
    'NewScreeningScreen',
  ),
});

const quality = createRoute({
  getParentRoute: () => inside,
  path: '/quality',
  validateSearch: QualitySearch,
  component: lazyRouteComponent(() => import('../screens/quality/quality-screen.tsx'), 'QualityScreen'),
});

const duplicates = createRoute({
  getParentRoute: () => inside,
  path: '/duplicates',
  validateSearch: DuplicatesSearch,
  component: lazyRouteComponent(
    () => import('../screens/duplicates/duplicates-screen.tsx'),
    'DuplicatesScreen',
  ),
});

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

const mendList = createRoute({
  getParentRoute: () => inside,
  path: '/quality/lists/$id',
  validateSearch: MendListSearch,
  component: lazyRouteComponent(() => import('../screens/quality/mend-list-screen.tsx'), 'MendListScreen'),
});

const segments = createRoute({
  getParentRoute: () => inside,
  path: '/segments',
  validateSearch: ListSearch,
  component: lazyRouteComponent(() => import('../screens/segments/segments-screen.tsx'), 'SegmentsScreen'),
});

const newSegment = createRoute({
  getParentRoute: () => inside,
  path: '/segments/new',
  validateSearch: SegmentSearch,
  component: lazyRouteComponent(() => import('../screens/segments/segment-screen.tsx'), 'SegmentScreen'),
});

const segment = createRoute({
  getParentRoute: () => inside,
  path: '/segments/$id',
  validateSearch: SegmentSearch,
  component: lazyRouteComponent(() => import('../screens/segments/segment-screen.tsx'), 'SegmentScreen'),
});

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  validateSearch: CampaignsSearch,
  component: lazyRouteComponent(() => import('../screens/campaigns/campaigns-screen.tsx'), 'CampaignsScreen'),
});

const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$id',
  validateSearch: CampaignSearch,
  component: lazyRouteComponent(() => import('../screens/campaigns/campaign-screen.tsx'), 'CampaignScreen'),
});

const effects = createRoute({
  getParentRoute: () => inside,
  path: '/effects',
  validateSearch: EffectsSearch,
  component: lazyRouteComponent(() => import('../screens/effects/effects-screen.tsx'), 'EffectsScreen'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('../screens/account/account-screen.tsx'), 'AccountScreen'),
});

// The gallery of parts exists in development only: a build leaves its file out.
const galleries = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/gallery',
        component: lazyRouteComponent(() => import('../screens/gallery/gallery-screen.tsx'), 'GalleryScreen'),
      }),
    ]
  : [];

const tree = root.addChildren([
  signIn,
  ...galleries,
  inside.addChildren([
    overview,
    clients,
    client,
    survivorship,
    households,
    companies,
    company,
    sources,
    newImport,
    receipt,
    screenings,
    newScreening,
    quality,
    duplicates,
    privacy,
    requests,
    mendList,
    value,
    portfolio,
    profit,
    potential,
    forecast,
    questions,
    segments,
    newSegment,
    segment,
    campaigns,
    campaign,
    effects,
    users,
    keys,
    audit,
    account,
  ]),
]);

/** The map of addresses. Every screen is a file of its own, fetched when first opened. */
export function routerWith(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerWith>;
  }
}
