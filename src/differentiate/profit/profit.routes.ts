import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import type { Warehouse } from '#platform/warehouse';
import {
  AdoptBody,
  BelowZeroReply,
  ChangeCostsBody,
  CopyBody,
  CostModelsReply,
  CostModelView,
  CustomerProfit,
  LineCustomers,
  LineFacts,
  PeriodQuery,
  ProfitFacts,
  ProfitStatement,
  WhatIf,
  driverNames,
} from './api.ts';
import { listCostModels, selectActualModel } from './cost-model.store.ts';
import { customerProfit } from './customer-profit.ts';
import { drivers } from './drivers.ts';
import { lineCustomers } from './line-customers.ts';
import { lineFacts, profitFacts } from './profit-facts.ts';
import { belowZero, profitStatement } from './profit-statement.ts';
import {
  adoptWhatIf,
  changeActualCosts,
  changeWhatIf,
  copyCosts,
  putAwayWhatIf,
  viewCosts,
} from './save-costs.ts';
import { whatIf } from './what-if.ts';

type Needs = { db: Database; warehouse: Warehouse; clock: Clock };

const Id = z.object({ id: z.coerce.number().int().positive() });
const Page = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const DatedPage = Page.extend({ snapshotId: z.coerce.number().int().positive().optional() });

/** What customers bring and cost, and the costs it is computed by. */
export function profitRoutes(needs: Needs): AnyRoute[] {
  return [
    ...accountRoutes(needs),
    ...lineRoutes(needs),
    ...customerRoutes(needs),
    ...costRoutes(needs),
    ...whatIfRoutes(needs),
  ];
}

function accountRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/profit/statement',
      permission: 'value:read',
      summary: 'Profit and loss of the base, who costs more than they bring, and what would be cheaper',
      query: z.object({ snapshotId: z.coerce.number().int().positive().optional() }),
      reply: ProfitStatement,
      handle: ({ query }) => profitStatement(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/profit/below-zero',
      permission: 'customers:read',
      summary: 'Customers who cost more than they bring, the greatest loss first',
      query: Page,
      reply: BelowZeroReply,
      handle: ({ query }) => belowZero(needs, query),
    }),
  ];
}

function lineRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/profit/lines/{line}/customers',
      permission: 'customers:read',
      summary: 'The customers who make a line of the account, the largest part first',
      params: z.object({ line: z.string().min(1).max(60) }),
      query: DatedPage,
      reply: LineCustomers,
      handle: ({ params, query }) => lineCustomers(needs, { ...query, ...params }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/profit/lines/{line}/facts',
      permission: 'customers:read',
      summary: 'The facts behind a line of the account, the newest first, with whose each is',
      params: z.object({ line: z.string().min(1).max(60) }),
      query: DatedPage,
      reply: LineFacts,
      handle: ({ params, query }) => lineFacts(needs, { ...query, ...params }),
    }),
  ];
}

function customerRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/profit/customers/{id}',
      permission: 'customers:read',
      summary: 'Profit and loss of one customer',
      params: Id,
      query: PeriodQuery,
      reply: CustomerProfit,
      handle: ({ params, query }) => customerProfit(needs, { ...query, customerId: params.id }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/profit/customers/{id}/facts',
      permission: 'customers:read',
      summary: 'The facts behind a line of a customer’s account',
      params: Id,
      query: PeriodQuery.extend({ ...Page.shape, line: z.string().min(1).max(60) }),
      reply: ProfitFacts,
      handle: ({ params, query }) => profitFacts(needs, { ...query, customerId: params.id }),
    }),
  ];
}

function costRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/costs',
      permission: 'value:read',
      summary: 'The costs in force, the what-if copies, and what costs can depend on',
      reply: CostModelsReply,
      handle: async () => {
        const [actual, models] = [await selectActualModel(needs.db), await listCostModels(needs.db)];
        const stored = actual === undefined ? [viewCosts(undefined)] : [];
        return {
          items: [...stored, ...models.map(viewCosts)],
          drivers: driverNames.map((name) => ({ name, label: drivers[name].label })),
        };
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/costs',
      permission: 'value:write',
      summary: 'Change the costs in force, from the next computation on',
      body: ChangeCostsBody,
      reply: CostModelView,
      audit: 'costs.changed',
      handle: ({ body, actor }) =>
        changeActualCosts(needs, { ...body, by: actor?.name ?? 'nobody', at: needs.clock.now() }),
    }),
  ];
}

function whatIfRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/costs/what-if',
      permission: 'value:write',
      summary: 'A copy of the costs in force, to try changes on',
      body: CopyBody,
      reply: CostModelView,
      status: 201,
      audit: 'costs.copied',
      handle: ({ body, actor }) =>
        copyCosts(needs, { ...body, by: actor?.name ?? 'nobody', at: needs.clock.now() }),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/costs/what-if/{id}',
      permission: 'value:write',
      summary: 'Change a what-if copy',
      params: Id,
      body: ChangeCostsBody,
      reply: CostModelView,
      audit: 'costs.what-if-changed',
      handle: ({ params, body, actor }) =>
        changeWhatIf(needs, params.id, { ...body, by: actor?.name ?? 'nobody', at: needs.clock.now() }),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/costs/what-if/{id}',
      permission: 'value:write',
      summary: 'Put a what-if copy away',
      params: Id,
      reply: z.object({ costModelId: z.int() }),
      audit: 'costs.what-if-put-away',
      handle: ({ params }) => putAwayWhatIf(needs, { costModelId: params.id, at: needs.clock.now() }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/costs/what-if/{id}/adopt',
      permission: 'value:write',
      summary: 'Put the costs of a what-if copy in force, and the copy away',
      params: Id,
      body: AdoptBody,
      reply: CostModelView,
      audit: 'costs.what-if-adopted',
      handle: ({ params, body, actor }) =>
        adoptWhatIf(needs, {
          ...{ costModelId: params.id, version: body.version },
          ...{ by: actor?.name ?? 'nobody', at: needs.clock.now() },
        }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/costs/what-if/{id}',
      permission: 'value:read',
      summary:
        'The account of the base by the costs in force and by a what-if copy, and whom it would change',
      params: Id,
      reply: WhatIf,
      handle: ({ params }) => whatIf(needs, { costModelId: params.id }),
    }),
  ];
}
