import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { refuse } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Warehouse } from '#platform/warehouse';
import { CustomerValue, RefreshBody, RefreshReply, ValueOverview, ValueSettings } from './api.ts';
import { customerValue } from './customer-value.ts';
import { askForRefresh } from './value.jobs.ts';
import { valueOverview } from './value-overview.ts';
import { changeValueSettings, readValueSettings } from './value-settings.ts';

type Needs = { db: Database; warehouse: Warehouse; clock: Clock; jobs: Jobs };

/** What customers are worth, and how that is computed. */
export function valueRoutes(needs: Needs): AnyRoute[] {
  return [...figuresRoutes(needs), ...computingRoutes(needs)];
}

function figuresRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/value/overview',
      permission: 'value:read',
      summary: 'Value of the base: pyramid, ABC classes, RFM table, concentration',
      query: z.object({ snapshotId: z.coerce.number().int().positive().optional() }),
      reply: ValueOverview,
      handle: ({ query }) => valueOverview(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/value/customers/{id}',
      permission: 'customers:read',
      summary: 'Value of one customer, and how it moved',
      params: z.object({ id: z.coerce.number().int().positive() }),
      reply: CustomerValue,
      handle: async ({ params }) =>
        (await customerValue(needs, params.id)) ??
        refuse(
          'not-found',
          'no-value',
          `Customer ${params.id} has no purchase in the last computation of value.`,
        ),
    }),
  ];
}

function computingRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/value/settings',
      permission: 'value:read',
      summary: 'How value is computed',
      reply: ValueSettings,
      handle: () => readValueSettings(needs),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/value/settings',
      permission: 'value:write',
      summary: 'Change how value is computed, from the next computation on',
      body: ValueSettings,
      reply: ValueSettings,
      audit: 'value.settings-changed',
      handle: ({ body, actor }) =>
        changeValueSettings(needs, { settings: body, by: actor?.name ?? 'nobody', at: needs.clock.now() }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/value/refresh',
      permission: 'value:write',
      summary: 'Compute the value of every customer',
      body: RefreshBody,
      reply: RefreshReply,
      status: 202,
      audit: 'value.refresh',
      handle: async ({ body }) => ({ jobId: await askForRefresh(needs, body.asOf) }),
    }),
  ];
}
