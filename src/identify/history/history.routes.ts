import { CustomerParams } from '#identify/customers/api';
import type { Database } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import type { Warehouse } from '#platform/warehouse';
import { ChannelsReply, HistorySummary, TimelineQuery, TimelineReply } from './api.ts';
import type { ContactWords } from './contact-words.ts';
import { historySummary } from './history-summary.ts';
import { listChannels } from './list-channels.ts';
import { timeline } from './timeline.ts';

/** History over HTTP: its figures, and one customer's timeline. */
export function historyRoutes(needs: {
  readonly db: Database;
  readonly warehouse: Warehouse;
  readonly contactWords?: ContactWords;
}): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/history/summary',
      permission: 'dashboards:read',
      summary: 'History as a whole, in figures',
      reply: HistorySummary,
      handle: () => historySummary(needs.warehouse, needs.db),
    }),
    route({
      method: 'GET',
      path: '/api/v1/customers/:customerId/timeline',
      permission: 'customers:read',
      summary: 'Everything that happened with one customer, latest first',
      params: CustomerParams,
      query: TimelineQuery,
      reply: TimelineReply,
      handle: ({ params, query }) => timeline(needs, { ...params, ...query }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/customers/:customerId/timeline/channels',
      permission: 'customers:read',
      summary: 'The channels one customer’s timeline went through, each with how many entries',
      params: CustomerParams,
      reply: ChannelsReply,
      handle: ({ params }) => listChannels(needs, params),
    }),
  ];
}
