import { type AnyRoute, route } from '#platform/http';
import { isRefusal } from '#platform/errors';
import {
  CustomerHousehold,
  CustomerParams,
  DecideBody,
  DecisionParams,
  DeriveReply,
  HouseholdPage,
  ListHouseholdsQuery,
  ListHouseholdsReply,
} from './api.ts';
import { decideHousehold, undoHouseholdDecision } from './decide-household.ts';
import { type DeriveAsking, deriveNow } from './households.jobs.ts';
import { type SalesReader, withSales } from './household-sales.ts';
import { openHousehold } from './open-household.ts';
import { householdOfCustomer, pageOfHouseholds } from './view-household.ts';

/** Households over HTTP: the list, one customer's, decisions by hand and their undoing. */
export function householdsRoutes(needs: DeriveAsking & { readonly sales: SalesReader }): AnyRoute[] {
  const { db } = needs;
  return [
    route({
      method: 'GET',
      path: '/api/v1/households',
      permission: 'customers:read',
      summary: 'Households of two customers or more, the largest first; search by a member',
      query: ListHouseholdsQuery,
      reply: ListHouseholdsReply,
      handle: async ({ query }) => {
        const page = await pageOfHouseholds(db, query);
        return isRefusal(page) ? page : { ...page, items: await withSales(needs, page.items) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/households/{customerId}',
      permission: 'customers:read',
      summary: 'The household of a customer as a whole: members, sales, decisions about any of them',
      params: CustomerParams,
      reply: HouseholdPage,
      handle: ({ params }) => openHousehold(needs, params),
    }),
    route({
      method: 'GET',
      path: '/api/v1/customers/{customerId}/household',
      permission: 'customers:read',
      summary: 'Who lives with a customer, and what was decided by hand',
      params: CustomerParams,
      reply: CustomerHousehold,
      handle: ({ params }) => householdOfCustomer(db, params),
    }),
    route({
      method: 'POST',
      path: '/api/v1/customers/{customerId}/household',
      permission: 'customers:write',
      summary: 'Say with whom a customer lives, or that she lives alone (withCustomerId: null)',
      params: CustomerParams,
      body: DecideBody,
      reply: CustomerHousehold,
      audit: 'household.decided',
      handle: async ({ params, body, actor }) => {
        const decided = await decideHousehold(needs, { ...params, ...body, by: actor?.name ?? 'nobody' });
        return isRefusal(decided) ? decided : householdOfCustomer(db, decided);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/household-decisions/{decisionId}',
      permission: 'customers:write',
      summary: 'Take a decision on a household back',
      params: DecisionParams,
      reply: CustomerHousehold,
      audit: 'household.undone',
      handle: async ({ params, actor }) => {
        const undone = await undoHouseholdDecision(needs, { ...params, by: actor?.name ?? 'nobody' });
        return isRefusal(undone) ? undone : householdOfCustomer(db, undone);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/households/derivations',
      permission: 'customers:write',
      summary: 'Say anew who lives with whom, now; done by itself after each import',
      reply: DeriveReply,
      status: 202,
      audit: 'households.derived',
      handle: async () => ({ jobId: await deriveNow(needs) }),
    }),
  ];
}
