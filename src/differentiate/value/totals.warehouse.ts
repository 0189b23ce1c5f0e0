import type { Warehouse } from '#platform/warehouse';
import { unitCostExpression } from './unit-cost.warehouse.ts';

/** A moment as the warehouse takes it, to the millisecond, whatever the server's zone. */
export function momentOf(at: Date): string {
  return (at.getTime() / 1000).toFixed(3);
}

/** The currencies sales of known customers were made in. */
export async function currenciesOf(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.query<{ currency: string }>(
    "SELECT DISTINCT currency FROM order_lines WHERE person_id != 0 AND currency != '' ORDER BY currency",
  );
  return rows.map((row) => row.currency);
}

/** Empties a snapshot's part of a table. */
export async function dropSnapshotOf(warehouse: Warehouse, table: string, snapshotId: number): Promise<void> {
  if (!Number.isSafeInteger(snapshotId)) throw new Error(`Not a snapshot: ${snapshotId}.`);
  await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ${snapshotId}`);
}

/** What is added up of costs: by person (read from lines), then by customer; nothing when nobody knows a cost. */
function costSums(unitCost: string | null): { ofPerson: string; passed: string; ofCustomer: string } {
  if (unitCost === null) return { ofPerson: '', passed: '', ofCustomer: 'NULL, NULL, 0' };
  const cost = `toDecimal128(${unitCost}, 6)`;
  return {
    ofPerson: `, count() AS lines, sum(${cost} * quantity) AS cost, sumIf(${cost} * quantity, ordered_at > year_ago) AS cost_12m,
               countIf(isNull(${cost})) AS uncosted, countIf(isNull(${cost}) AND ordered_at > year_ago) AS uncosted_12m`,
    passed: ', lines, cost, cost_12m, uncosted, uncosted_12m',
    ofCustomer: `if(sum(uncosted) = 0, sum(sales) - ifNull(sum(cost), 0), NULL),
           if(sum(uncosted_12m) = 0, sum(sales_12m) - ifNull(sum(cost_12m), 0), NULL),
           1 - sum(uncosted) / sum(lines)`,
  };
}

/**
 * Adds up what each customer bought up to `asOf`. One row per customer with at least one purchase; returns lower the sales
 * and are no orders. Persons are added up first, then gathered into customers; in the order the lines lie on disk is asked for, which chDB 26.7
 * does not do inside a subquery: memory grows with the persons (1.3 GB for a million); crowd by crowd takes half of that and five times as long. A margin is NULL as soon as the cost of one line is unknown.
 */
export async function writeTotals(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; currency: string },
): Promise<void> {
  const costs = costSums(await unitCostExpression(warehouse));
  await warehouse.command(
    `
    INSERT INTO customer_totals
    WITH subtractMonths({asOf:DateTime64(3, 'UTC')}, 12) AS year_ago
    SELECT {snapshotId:UInt64}, customer_id,
           minIf(first, orders > 0), maxIf(last, orders > 0) AS last_order_at,
           dateDiff('day', last_order_at, {asOf:DateTime64(3, 'UTC')}, 'UTC'),
           sum(orders), sum(sales), sum(sales_12m),
           ${costs.ofCustomer}
    FROM (
      SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
             first, last, orders, sales, sales_12m${costs.passed}
      FROM (
        SELECT person_id,
               minIf(ordered_at, is_return = 0) AS first, maxIf(ordered_at, is_return = 0) AS last,
               uniqExactIf(cityHash64(source_id, order_key), is_return = 0) AS orders,
               sum(net) AS sales, sumIf(net, ordered_at > year_ago) AS sales_12m
               ${costs.ofPerson}
        FROM order_lines
        WHERE person_id != 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')}
              ${input.currency === '' ? '' : "AND currency IN ('', {currency:String})"}
        GROUP BY person_id
        SETTINGS optimize_aggregation_in_order = 1
      )
    )
    GROUP BY customer_id
    HAVING sum(orders) > 0
    SETTINGS max_insert_threads = 4
    `,
    { snapshotId: input.snapshotId, asOf: momentOf(input.asOf), currency: input.currency },
  );
}
