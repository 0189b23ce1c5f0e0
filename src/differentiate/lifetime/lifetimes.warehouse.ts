import type { Warehouse } from '#platform/warehouse';
import type { Fitted } from './api.ts';
import { amountParameters, baseAmount } from './expected-amount.ts';

/** The part of net sales that is margin, over the customers whose margin is known; null when nobody's is. */
export async function knownMarginShare(warehouse: Warehouse, snapshotId: number): Promise<number | null> {
  const [row] = await warehouse.query<{ margin: number; net: number }>(
    `SELECT toFloat64(ifNull(sum(v.margin), 0)) AS margin, toFloat64(sumIf(v.net_sales, isNotNull(v.margin))) AS net
     FROM customer_values AS v WHERE v.snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  return row === undefined || row.net <= 0 ? null : Math.max(-1, Math.min(1, row.margin / row.net));
}

/**
 * Joins each customer to the forecast of their history and to the amount expected of a purchase (gamma–gamma: the own mean, drawn towards that of
 * all the more the fewer the purchases; Fader & Hardie 2013, eq. 5; or by credibility, the same formula). Without amounts, or margin, money stays unknown.
 */
export async function writeCustomerLifetimes(
  warehouse: Warehouse,
  input: { snapshotId: number; fitId: number; amounts: Fitted['amounts']; marginShare: number | null },
): Promise<void> {
  const { p, q, v } = input.amounts === null ? { p: 0, q: 0, v: 0 } : amountParameters(input.amounts);
  const base = baseAmount(input.amounts) ?? 0;
  const amount =
    input.amounts === null
      ? 'CAST(NULL AS Nullable(Float64))'
      : `CAST(multiIf(h.repeats = 0 OR h.mean_amount <= 0, {base:Float64},
                 {p:Float64} * h.repeats + {q:Float64} - 1 <= 0, h.mean_amount,
                 {p:Float64} * ({v:Float64} + h.repeats * h.mean_amount) / ({p:Float64} * h.repeats + {q:Float64} - 1))
              AS Nullable(Float64))`;
  const margin =
    input.marginShare === null ? 'CAST(NULL AS Nullable(Float64))' : 'future_sales * {margin:Float64}';
  await warehouse.command(
    `INSERT INTO customer_lifetimes
     SELECT h.snapshot_id, {fitId:UInt64}, h.customer_id, h.repeats, h.last_days, h.observed_days, h.mean_amount,
            f.alive, f.expected, f.discounted, ${amount} AS expected_amount,
            f.discounted * expected_amount AS future_sales, ${margin} AS future_margin
     FROM (SELECT * FROM purchase_histories WHERE snapshot_id = {snapshotId:UInt64}) AS h
     INNER JOIN (SELECT * FROM purchase_forecasts WHERE snapshot_id = {snapshotId:UInt64}) AS f
       ON h.repeats = f.repeats AND h.last_days = f.last_days AND h.observed_days = f.observed_days
     SETTINGS min_insert_block_size_rows = 200000, min_insert_block_size_bytes = 0`,
    { snapshotId: input.snapshotId, fitId: input.fitId, p, q, v, base, margin: input.marginShare ?? 0 },
  );
}

/** The margin to come of each customer in a snapshot, for accounts that add it: bind `snapshotId`. */
export const futureMargins = `
  SELECT customer_id, toDecimal128(round(future_margin, 2), 12) AS potential
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
