import { findCustomer } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { accountOf } from './account.ts';
import { accountsByPlan } from './account-totals.warehouse.ts';
import type { CustomerProfit } from './api.ts';
import { type Chosen, chosenPlan, shownPeriod } from './chosen-plan.ts';
import { lifetimeValueOf } from './lifetime-values.warehouse.ts';
import { savings } from './loss-causes.ts';

/** The profit and loss of one customer, read from their facts; of any period, by any costs. */
export async function customerProfit(
  needs: { db: Database; warehouse: Warehouse },
  input: Chosen & { customerId: number },
): Promise<Outcome<CustomerProfit>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined)
    return refuse('not-found', 'customer-not-found', `There is no customer ${input.customerId}.`);
  const chosen = await chosenPlan(needs, input);
  if (isRefusal(chosen)) return chosen;
  const { plan, costModel, snapshotId } = chosen;
  const prices = { ...plan, noCost: plan.model.noCost };
  const { known } = await accountsByPlan(needs.warehouse, plan, customer.personIds);
  return {
    ...{ customerId: customer.customerId, period: shownPeriod(plan), currency: plan.currency, costModel },
    account: accountOf(known, prices),
    lifetime:
      snapshotId === null ? null : await lifetimeValueOf(needs.warehouse, snapshotId, customer.customerId),
    cheaper: savings(prices, known.volumes, known.profit_at_most),
  };
}
