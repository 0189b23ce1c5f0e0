import { addSuppressions, listSuppressions, removeSuppression, type Suppression } from '#interact/messages';
import { refuse } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import { Changed, RemoveSuppressionQuery, SuppressionBody, Suppressions, SuppressionsQuery } from './api.ts';
import type { CampaignsNeeds } from './needs.ts';

const keyOf = (one: Suppression): string => [one.address, one.purpose, one.brand, one.channel].join(' ');
const view = (one: Suppression) => ({ ...one, at: one.at.toISOString() });

/** Addresses never to be written to. */
export function suppressionRoutes(needs: Pick<CampaignsNeeds, 'server' | 'clock'>): AnyRoute[] {
  const { db } = needs.server;
  return [
    route({
      method: 'GET',
      path: '/api/v1/suppressions',
      permission: 'campaigns:read',
      summary: 'Suppressed addresses, by page',
      query: SuppressionsQuery,
      reply: Suppressions,
      handle: async ({ query }) => {
        const after = query.cursor ?? '';
        const rows = await listSuppressions(db, { search: query.search, after, limit: query.limit + 1 });
        const shown = rows.slice(0, query.limit);
        const last = rows.length > query.limit ? shown.at(-1) : undefined;
        return { items: shown.map(view), nextCursor: last === undefined ? null : keyOf(last) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/suppressions',
      permission: 'customers:write',
      summary: 'Never write to an address again, for one purpose or all',
      body: SuppressionBody,
      reply: Changed,
      audit: 'suppression.added',
      handle: async ({ body, actor }) => {
        const entry = { ...body, by: actor?.name ?? 'nobody', at: needs.clock.now() };
        return { changed: (await addSuppressions(db, [entry])) > 0 };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/suppressions',
      permission: 'campaigns:send',
      summary: 'Take an address off the suppression list, as it was added',
      query: RemoveSuppressionQuery,
      reply: Changed,
      audit: 'suppression.removed',
      handle: async ({ query }) => {
        if (await removeSuppression(db, query)) return { changed: true };
        return refuse(
          'not-found',
          'not-suppressed',
          'That address is not on the list for this purpose and brand.',
        );
      },
    }),
  ];
}
