import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListSearch } from '../data/list-search.ts';
import { CampaignSearch, CampaignsSearch } from '../screens/campaigns/campaigns-search.ts';
import { EffectsSearch } from '../screens/effects/effects-search.ts';
import { SegmentSearch } from '../screens/segments/segment-search.ts';
import { inside } from './inside-route.tsx';

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

/** Whom to write to, what was written, and what came of it. */
export const messageRoutes = [segments, newSegment, segment, campaigns, campaign, effects] as const;
