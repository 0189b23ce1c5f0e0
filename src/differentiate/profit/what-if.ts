import { readCustomerNames } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import { accountOf } from './account.ts';
import { type AccountTotals, accountsByPlan } from './account-totals.warehouse.ts';
import type { WhatIf } from './api.ts';
import { chosenPlan, shownPeriod } from './chosen-plan.ts';
import { countChanges, greatestChanges } from './plan-changes.warehouse.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

const side = (name: string, plan: ProfitPlan, totals: AccountTotals) => ({
  ...{ name, customers: totals.customers, belowZero: totals.below_zero },
  account: accountOf(totals, { ...plan, noCost: plan.model.noCost }),
});

/** How many customers are named of those a copy would change. */
const namedMost = 25;

/** Whom a plan would change, beside the newest snapshot. */
async function changesOf(
  needs: { db: Database; warehouse: Warehouse },
  plan: ProfitPlan,
  snapshotId: number,
): Promise<Pick<WhatIf, 'changes' | 'customers'>> {
  const { better, worse, back, below } = await countChanges(needs.warehouse, plan, snapshotId);
  const rows = await greatestChanges(needs.warehouse, plan, { snapshotId, limit: namedMost });
  const names = await readCustomerNames(
    needs.db,
    rows.map((row) => row.customer_id),
  );
  return {
    changes: { better, worse, backAboveZero: back, newBelowZero: below },
    customers: rows.map((row) => ({
      ...{ customerId: row.customer_id, name: names.get(row.customer_id) ?? '' },
      ...{ before: trimDecimal(row.before), after: trimDecimal(row.after) },
    })),
  };
}

/** The base's account by the costs in force and by a what-if copy, over the same period, and the customers it would change. */
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
    ...(await changesOf(needs, then.plan, now.snapshotId ?? 0)),
  };
}
