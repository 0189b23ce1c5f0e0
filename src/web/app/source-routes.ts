import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListSearch } from '../data/list-search.ts';
import { ImportsSearch, NewImportSearch } from '../screens/sources/sources-search.ts';
import { DuplicatesSearch } from '../screens/duplicates/duplicates-search.ts';
import { MendListSearch, QualitySearch } from '../screens/quality/quality-search.ts';
import { inside } from './inside-route.tsx';

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

const mendList = createRoute({
  getParentRoute: () => inside,
  path: '/quality/lists/$id',
  validateSearch: MendListSearch,
  component: lazyRouteComponent(() => import('../screens/quality/mend-list-screen.tsx'), 'MendListScreen'),
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

/** Where data come from, and how good they are. */
export const sourceRoutes = [
  sources,
  newImport,
  receipt,
  screenings,
  newScreening,
  quality,
  mendList,
  duplicates,
] as const;
