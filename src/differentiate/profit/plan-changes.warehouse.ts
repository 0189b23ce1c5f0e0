import type { Warehouse } from '#platform/warehouse';
import { composeProfits, type ProfitPlan } from './profits.warehouse.ts';

export type PlanChanges = { better: number; worse: number; back: number; below: number };
export type ChangedCustomer = { customer_id: number; before: string; after: string };

/** Accounts by a plan beside those of a snapshot of the same period, for known customers whose profit at most differs. */
function composeChanges(plan: ProfitPlan, snapshotId: number) {
  const { query, parameters } = composeProfits(plan);
  return {
    query: `SELECT p.customer_id AS customer_id, s.profit_at_most AS before, p.profit_at_most AS after
      FROM (${query}) AS p
      INNER JOIN (SELECT customer_id, profit_at_most FROM customer_profits
                  WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0) AS s ON s.customer_id = p.customer_id
      WHERE s.profit_at_most != p.profit_at_most`,
    parameters: { ...parameters, snapshotId },
  };
}

/** How many customers a plan would make bring more or less than a snapshot says, and how many would cross zero. */
export async function countChanges(
  warehouse: Warehouse,
  plan: ProfitPlan,
  snapshotId: number,
): Promise<PlanChanges> {
  const { query, parameters } = composeChanges(plan, snapshotId);
  const [row] = await warehouse.query<PlanChanges>(
    `SELECT countIf(after > before) AS better, countIf(after < before) AS worse,
            countIf(before < 0 AND after >= 0) AS back, countIf(before >= 0 AND after < 0) AS below FROM (${query})`,
    parameters,
  );
  return row ?? { better: 0, worse: 0, back: 0, below: 0 };
}

/** The customers a plan would change most, the greatest change first. */
export function greatestChanges(
  warehouse: Warehouse,
  plan: ProfitPlan,
  input: { snapshotId: number; limit: number },
): Promise<ChangedCustomer[]> {
  const { query, parameters } = composeChanges(plan, input.snapshotId);
  return warehouse.query(
    `SELECT customer_id, before, after FROM (${query}) ORDER BY abs(after - before) DESC, customer_id LIMIT {limit:UInt64}`,
    { ...parameters, limit: input.limit },
  );
}
