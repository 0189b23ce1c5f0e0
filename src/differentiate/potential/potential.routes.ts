import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import type { Warehouse } from '#platform/warehouse';
import { CustomerPotential, PotentialOverview, PotentialSettings } from './api.ts';
import { customerPotential } from './customer-potential.ts';
import { potentialOverview } from './potential-overview.ts';
import { changePotentialSettings, readPotentialSettings } from './potential-settings.ts';

type Needs = { readonly db: Database; readonly warehouse: Warehouse; readonly clock: Clock };

/** What customers could spend, and how that is found. */
export function potentialRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/potential/overview',
      permission: 'value:read',
      summary: 'What the base could spend, by whom it is told, and the groups of customers alike',
      reply: PotentialOverview,
      handle: () => potentialOverview(needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/potential/customers/{id}',
      permission: 'customers:read',
      summary: 'What one customer could spend, who says so and why',
      params: z.object({ id: z.coerce.number().int().positive() }),
      reply: CustomerPotential,
      handle: ({ params }) => customerPotential(needs, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/v1/potential/settings',
      permission: 'value:read',
      summary: 'How potential is found',
      reply: PotentialSettings,
      handle: () => readPotentialSettings(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/potential/settings',
      permission: 'value:write',
      summary: 'Change how potential is found, from the next computation on',
      body: PotentialSettings,
      reply: PotentialSettings,
      audit: 'potential.settings-changed',
      handle: ({ body, actor }) =>
        changePotentialSettings(needs.db, {
          ...{ settings: body, by: actor?.name ?? 'nobody', at: needs.clock.now() },
        }),
    }),
  ];
}
