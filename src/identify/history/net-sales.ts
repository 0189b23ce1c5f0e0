import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';

/** What somebody bought less what came back, over all time: decimal text, in the currency of their latest line. */
export type NetSales = { readonly netSales: string; readonly currency: string };

/** The net sales of each of these persons; those who never bought are left out. */
export async function netSalesOf(
  warehouse: Warehouse,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, NetSales>> {
  const rows = await warehouse.query<{ person: number; net_sales: string; last_currency: string }>(
    `SELECT person_id AS person, sum(net) AS net_sales, toString(argMax(currency, ordered_at)) AS last_currency
     FROM order_lines WHERE person_id IN ({personIds:Array(UInt64)}) GROUP BY person_id SETTINGS max_threads = 1`,
    { personIds },
  );
  return new Map(
    rows.map((row) => [row.person, { netSales: trimDecimal(row.net_sales), currency: row.last_currency }]),
  );
}
