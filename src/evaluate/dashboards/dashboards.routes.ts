import { type AnyRoute, route } from '#platform/http';
import { Overview } from './api.ts';
import { type OverviewNeeds, overview } from './overview.ts';

/** The first page's data. */
export function dashboardsRoutes(needs: OverviewNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/overview',
      permission: 'dashboards:read',
      summary: 'The base at a glance: customers, sales, campaigns, value, what waits, the loop this week',
      reply: Overview,
      handle: () => overview(needs),
    }),
  ];
}
