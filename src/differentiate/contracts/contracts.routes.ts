import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import type { Warehouse } from '#platform/warehouse';
import { ContractSettings, ContractsOverview, CustomerContracts } from './api.ts';
import { changeContractSettings, readContractSettings } from './contract-settings.ts';
import { contractsOverview, customerContracts } from './contracts-overview.ts';

type Needs = { readonly db: Database; readonly warehouse: Warehouse; readonly clock: Clock };

/** Contracts: when they end, and what is still to come of them. */
export function contractsRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/contracts/overview',
      permission: 'value:read',
      summary: 'Contracts of the base: how many run, when they end, how long they last',
      reply: ContractsOverview,
      handle: () => contractsOverview(needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/contracts/customers/{id}',
      permission: 'customers:read',
      summary: 'One customer’s contracts, the next to end first',
      params: z.object({ id: z.coerce.number().int().positive() }),
      reply: CustomerContracts,
      handle: ({ params }) => customerContracts(needs, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/v1/contracts/settings',
      permission: 'value:read',
      summary: 'How contracts are read and forecast',
      reply: ContractSettings,
      handle: () => readContractSettings(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/contracts/settings',
      permission: 'value:write',
      summary: 'Change how contracts are read and forecast, from the next computation on',
      body: ContractSettings,
      reply: ContractSettings,
      audit: 'contracts.settings-changed',
      handle: ({ body, actor }) =>
        changeContractSettings(needs.db, {
          ...{ settings: body, by: actor?.name ?? 'nobody', at: needs.clock.now() },
        }),
    }),
  ];
}
