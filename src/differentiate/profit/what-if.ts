import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { accountOf } from './account.ts';
import { type AccountTotals, accountsByPlan } from './account-totals.warehouse.ts';
import type { WhatIf } from './api.ts';
import { chosenPlan, shownPeriod } from './chosen-plan.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

const side = (name: string, plan: ProfitPlan, totals: AccountTotals) => ({
  ...{ name, customers: totals.customers, belowZero: totals.below_zero },
  account: accountOf(totals, { ...plan, noCost: plan.model.noCost }),
});

/** The base's account by the costs in force, and by a what-if copy, over the same period. */
export async function whatIf(
  needs: { db: Database; warehouse: Warehouse },
  input: { costModelId: number },
): Promise<Outcome<WhatIf>> {
  const now = await chosenPlan(needs, {});
  if (isRefusal(now)) return now;
  const then = await chosenPlan(needs, input);
  if (isRefusal(then)) return then;
  const before = await accountsByPlan(needs.warehouse, now.plan);
  const after = await accountsByPlan(needs.warehouse, then.plan);
  return {
    ...{ period: shownPeriod(now.plan), currency: now.plan.currency },
    now: side(now.costModel.name, now.plan, before.known),
    then: side(then.costModel.name, then.plan, after.known),
  };
}
