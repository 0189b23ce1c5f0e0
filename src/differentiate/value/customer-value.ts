import type { Database } from '#platform/database';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { CustomerValue } from './api.ts';
import { rfmLabel } from './rfm.ts';
import { listDoneSnapshots } from './snapshot.store.ts';
import { rankLabel } from './value-rank.ts';

type Row = {
  snapshot_id: number;
  as_of: string;
  first_order_at: string;
  last_order_at: string;
  recency_days: number;
  orders: number;
  net_sales: string;
  net_sales_12m: string;
  margin: string | null;
  margin_12m: string | null;
  recency_score: number;
  frequency_score: number;
  monetary_score: number;
  rfm_segment: string;
  abc_class: string;
  value_rank: number;
};

const knownMoney = (amount: string | null) => (amount === null ? null : trimDecimal(amount));

/** What one customer is worth in the newest snapshot, and the rank in earlier ones; `undefined` for who never bought. */
export async function customerValue(
  needs: { db: Database; warehouse: Warehouse },
  customerId: number,
): Promise<CustomerValue | undefined> {
  const snapshots = await listDoneSnapshots(needs.db, 24);
  const [newest] = snapshots;
  if (newest === undefined) return undefined;
  const rows = await needs.warehouse.query<Row>(
    `SELECT * FROM customer_values
     WHERE customer_id = {customerId:UInt64} AND snapshot_id IN {snapshotIds:Array(UInt64)}
     ORDER BY snapshot_id DESC`,
    { customerId, snapshotIds: snapshots.map((one) => one.snapshotId) },
  );
  const [row] = rows;
  if (row === undefined || row.snapshot_id !== newest.snapshotId) return undefined;
  return {
    asOf: row.as_of,
    currency: newest.currency,
    valueRank: row.value_rank,
    valueLabel: rankLabel(row.value_rank),
    rfmSegment: row.rfm_segment,
    rfmLabel: rfmLabel(row.rfm_segment).label,
    abcClass: row.abc_class,
    recencyScore: row.recency_score,
    frequencyScore: row.frequency_score,
    monetaryScore: row.monetary_score,
    recencyDays: row.recency_days,
    orders: row.orders,
    netSales: trimDecimal(row.net_sales),
    netSales12Months: trimDecimal(row.net_sales_12m),
    margin: knownMoney(row.margin),
    margin12Months: knownMoney(row.margin_12m),
    firstOrderAt: row.first_order_at,
    lastOrderAt: row.last_order_at,
    history: rows
      .map((one) => ({
        asOf: one.as_of,
        valueRank: one.value_rank,
        netSales12Months: trimDecimal(one.net_sales_12m),
      }))
      .toReversed(),
  };
}
