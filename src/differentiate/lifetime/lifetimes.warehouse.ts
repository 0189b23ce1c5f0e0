import { centsOf, type Warehouse } from '#platform/warehouse';

/** The part of net sales that is margin, over the customers whose margin is known; null when nobody's is. */
export async function knownMarginShare(warehouse: Warehouse, snapshotId: number): Promise<number | null> {
  const [row] = await warehouse.query<{ margin: number; net: number }>(
    `SELECT toFloat64(ifNull(sum(v.margin), 0)) AS margin, toFloat64(sumIf(v.net_sales, isNotNull(v.margin))) AS net
     FROM customer_values AS v WHERE v.snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  return row === undefined || row.net <= 0 ? null : Math.max(-1, Math.min(1, row.margin / row.net));
}

/** The margin to come of each customer in a snapshot, for accounts that add it: bind `snapshotId`. */
export const futureMargins = `
  SELECT customer_id, ${centsOf('future_margin', 12)} AS potential
  FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}`;

export type LifetimeTotals = {
  customers: number;
  alive: number;
  purchases: number;
  discounted: number;
  sales: number | null;
  margin: number | null;
};

/** The forecast of a snapshot added up. */
export async function lifetimeTotals(warehouse: Warehouse, snapshotId: number): Promise<LifetimeTotals> {
  const [row] = await warehouse.query<LifetimeTotals>(
    `SELECT count() AS customers, sum(l.alive) AS alive, sum(l.expected_purchases) AS purchases,
            sum(l.discounted_purchases) AS discounted,
            if(countIf(isNull(l.future_sales)) > 0, NULL, sum(l.future_sales)) AS sales,
            if(countIf(isNull(l.future_margin)) > 0, NULL, sum(l.future_margin)) AS margin
     FROM customer_lifetimes AS l WHERE l.snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  if (row === undefined) throw new Error('An aggregate without a row.');
  return row;
}

/** Customers by how probably they still are customers, in tenths. */
export function aliveTenths(
  warehouse: Warehouse,
  snapshotId: number,
): Promise<{ tenth: number; customers: number; sales: number | null }[]> {
  return warehouse.query(
    `SELECT least(9, toUInt8(floor(l.alive * 10))) AS tenth, count() AS customers, sum(l.future_sales) AS sales
     FROM customer_lifetimes AS l WHERE l.snapshot_id = {snapshotId:UInt64} GROUP BY tenth ORDER BY tenth`,
    { snapshotId },
  );
}

export type LifetimeRow = {
  repeats: number;
  last_days: number;
  observed_days: number;
  mean_amount: number;
  alive: number;
  expected_purchases: number;
  discounted_purchases: number;
  expected_amount: number | null;
  future_sales: number | null;
  future_margin: number | null;
};

/** One customer's forecast in a snapshot. */
export async function lifetimeOf(
  warehouse: Warehouse,
  snapshotId: number,
  customerId: number,
): Promise<LifetimeRow | undefined> {
  const [row] = await warehouse.query<LifetimeRow>(
    'SELECT * FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64} AND customer_id = {customerId:UInt64}',
    { snapshotId, customerId },
  );
  return row;
}

/** Whether what customers will bring was told by their contracts in a snapshot, not by a fit of the pace of buying. */
export async function isToldByContracts(warehouse: Warehouse, snapshotId: number): Promise<boolean> {
  const [row] = await warehouse.query<{ rows: number }>(
    'SELECT count() AS rows FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64} AND fit_id = 0',
    { snapshotId },
  );
  return (row?.rows ?? 0) > 0;
}
