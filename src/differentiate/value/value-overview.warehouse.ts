import type { Warehouse } from '#platform/warehouse';

/** Customers and money of one part of a snapshot. Decimals are texts. */
export type PartRow = { customers: number; net_sales: string; net_sales_12m: string };

export type TotalsRow = PartRow & {
  orders: number;
  margin_customers: number;
  margin_net: string;
  margin: string;
};

/** The whole snapshot in one row; margins only of the customers whose margin is known. */
export async function snapshotTotals(warehouse: Warehouse, snapshotId: number): Promise<TotalsRow> {
  const [row] = await warehouse.query<TotalsRow>(
    `SELECT count() AS customers, sum(v.net_sales) AS net_sales, sum(v.net_sales_12m) AS net_sales_12m,
            sum(v.orders) AS orders, countIf(isNotNull(v.margin)) AS margin_customers,
            sumIf(v.net_sales, isNotNull(v.margin)) AS margin_net, ifNull(sum(v.margin), 0) AS margin
     FROM customer_values AS v WHERE v.snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  if (row === undefined) throw new Error('An aggregate without a row.');
  return row;
}

type Part = 'value_rank' | 'abc_class' | 'rfm_segment';

/** Customers and money by rank, class or named region. */
export function snapshotBy(
  warehouse: Warehouse,
  snapshotId: number,
  part: Part,
): Promise<(PartRow & { part: string | number })[]> {
  return warehouse.query(
    `SELECT part, count() AS customers, sum(net) AS net_sales, sum(net_12m) AS net_sales_12m
     FROM (SELECT ${part} AS part, net_sales AS net, net_sales_12m AS net_12m
           FROM customer_values WHERE snapshot_id = {snapshotId:UInt64})
     GROUP BY part`,
    { snapshotId },
  );
}

export type CellRow = PartRow & { r: number; f: number; m: number };

/** The recency × frequency table, with the mean monetary score of each cell. */
export function snapshotCells(warehouse: Warehouse, snapshotId: number): Promise<CellRow[]> {
  return warehouse.query(
    `SELECT r, f, avg(m) AS m, count() AS customers, sum(net) AS net_sales, sum(net_12m) AS net_sales_12m
     FROM (SELECT recency_score AS r, frequency_score AS f, monetary_score AS m, net_sales AS net, net_sales_12m AS net_12m
           FROM customer_values WHERE snapshot_id = {snapshotId:UInt64})
     GROUP BY r, f ORDER BY r, f`,
    { snapshotId },
  );
}

/**
 * How much of the net sales the best customers make: for each share (in millionths), the ⌈share·n⌉ customers with the
 * highest net sales and their sum.
 */
export async function snapshotConcentration(
  warehouse: Warehouse,
  snapshotId: number,
  shares: readonly number[],
): Promise<{ customers: number; net_sales: string }[]> {
  const [row] = await warehouse.query<{ counts: number[]; sums: string[] }>(
    `WITH arrayReverseSort(groupArray(toDecimal128(net_sales, 6))) AS best,
          arrayMap(share -> intDiv(share * count() + 999999, 1000000), {shares:Array(UInt64)}) AS positions
     SELECT positions AS counts, arrayMap(at -> arraySum(arraySlice(best, 1, at)), positions) AS sums
     FROM customer_values WHERE snapshot_id = {snapshotId:UInt64}`,
    { snapshotId, shares },
  );
  return (row?.counts ?? []).map((customers, index) => ({ customers, net_sales: row?.sums[index] ?? '0' }));
}
