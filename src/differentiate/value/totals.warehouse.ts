import type { Warehouse } from '#platform/warehouse';
import { cutIntoCrowds } from './crowds.warehouse.ts';
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

/** What is added up of costs: the margin of all and of the year, NULL as soon as the cost of one line is unknown, and the part of lines whose cost is known. */
function costSums(unitCost: string | null): string {
  if (unitCost === null) return 'NULL, NULL, 0';
  const cost = `toDecimal128(${unitCost}, 6)`;
  return `if(countIf(isNull(${cost})) = 0, net_sales - ifNull(sum(${cost} * quantity), 0), NULL),
           if(countIf(isNull(${cost}) AND ordered_at > year_ago) = 0, net_sales_12m - ifNull(sumIf(${cost} * quantity, ordered_at > year_ago), 0), NULL),
           1 - countIf(isNull(${cost})) / count()`;
}

/**
 * Adds up what each customer bought up to `asOf`, one crowd after the other. One row per customer with at least one purchase; returns lower the sales
 * and are no orders.
 */
export async function writeTotals(
  warehouse: Warehouse,
  input: {
    snapshotId: number;
    asOf: Date;
    currency: string;
    atOnce?: number;
    signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const { snapshotId, asOf, currency } = input;
  const costs = costSums(await unitCostExpression(warehouse));
  for (const { who, customer, bound } of await cutIntoCrowds(warehouse, input.atOnce)) {
    input.signal?.throwIfAborted();
    await warehouse.command(
      `
      INSERT INTO customer_totals
      WITH subtractMonths({asOf:DateTime64(3, 'UTC')}, 12) AS year_ago
      SELECT {snapshotId:UInt64}, ${customer} AS customer_id,
             minIf(ordered_at, is_return = 0), maxIf(ordered_at, is_return = 0) AS last_order_at,
             dateDiff('day', last_order_at, {asOf:DateTime64(3, 'UTC')}, 'UTC'),
             uniqExactIf(cityHash64(source_id, order_key), is_return = 0),
             sum(net) AS net_sales, sumIf(net, ordered_at > year_ago) AS net_sales_12m,
             ${costs}
      FROM order_lines
      WHERE person_id != 0 AND ${who} AND ordered_at <= {asOf:DateTime64(3, 'UTC')}
            ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}
      GROUP BY customer_id
      HAVING countIf(is_return = 0) > 0
      `,
      { snapshotId, asOf: momentOf(asOf), currency, ...bound },
    );
  }
}
