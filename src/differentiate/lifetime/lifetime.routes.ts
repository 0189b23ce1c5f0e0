import { z } from 'zod';
import { type AnyRoute, route } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import {
  CustomerLifetime,
  FitReply,
  LifetimeFitsReply,
  LifetimeOverview,
  LifetimeSettings,
  RecencyQuery,
  RecencyValue,
} from './api.ts';
import { customerLifetime } from './customer-lifetime.ts';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { listFits } from './lifetime-fit.store.ts';
import { askForFit } from './lifetime.jobs.ts';
import { lifetimeOverview, viewFit } from './lifetime-overview.ts';
import { recencyValue } from './recency-value.ts';
import { changeLifetimeSettings, readLifetimeSettings } from './lifetime-settings.ts';

type Needs = LifetimeNeeds & { jobs: Jobs };

/** What customers will probably bring, and how that is forecast. */
export function lifetimeRoutes(needs: Needs): AnyRoute[] {
  return [...readingRoutes(needs), ...fittingRoutes(needs)];
}

function readingRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/lifetime/overview',
      permission: 'value:read',
      summary: 'What the base will probably bring, and how well the forecast did on days held out',
      reply: LifetimeOverview,
      handle: () => lifetimeOverview(needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/lifetime/recency',
      permission: 'value:read',
      summary: 'What customers will probably bring by the months since their last purchase',
      query: RecencyQuery,
      reply: RecencyValue,
      handle: ({ query }) => recencyValue(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/lifetime/fits',
      permission: 'value:read',
      summary: 'Fits, the newest first',
      query: z.object({
        cursor: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      reply: LifetimeFitsReply,
      handle: async ({ query }) => {
        const fits = await listFits(needs.db, query.limit, query.cursor);
        const more = fits.length === query.limit ? fits.at(-1) : undefined;
        return { items: fits.map(viewFit), nextCursor: more === undefined ? null : String(more.fitId) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/lifetime/customers/{id}',
      permission: 'customers:read',
      summary: 'What one customer will probably bring, and why',
      params: z.object({ id: z.coerce.number().int().positive() }),
      reply: CustomerLifetime,
      handle: ({ params }) => customerLifetime(needs, params.id),
    }),
  ];
}

function fittingRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/lifetime/settings',
      permission: 'value:read',
      summary: 'How the future is forecast',
      reply: LifetimeSettings,
      handle: () => readLifetimeSettings(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/lifetime/settings',
      permission: 'value:write',
      summary: 'Change how the future is forecast, from the next computation on',
      body: LifetimeSettings,
      reply: LifetimeSettings,
      audit: 'lifetime.settings-changed',
      handle: ({ body, actor }) =>
        changeLifetimeSettings(needs.db, {
          ...{ settings: body, by: actor?.name ?? 'nobody', at: needs.clock.now() },
        }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/lifetime/fit',
      permission: 'value:write',
      summary: 'Fit the models to the history again, then forecast everyone',
      reply: FitReply,
      status: 202,
      audit: 'lifetime.fit',
      handle: async () => ({ jobId: await askForFit(needs.jobs) }),
    }),
  ];
}
