import type { CustomerPagePart } from '#identify/customers';
import type { Database } from '#platform/database';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { CustomerStanding, CustomerValue } from './api.ts';
import { rfmLabel } from './rfm.ts';
import { listDoneSnapshots, type ValueSnapshot } from './snapshot.store.ts';
import { rankLabel } from './value-rank.ts';

type Needs = { readonly db: Database; readonly warehouse: Warehouse };

type Rank = { as_of: string; value_rank: number; net_sales_12m: string };

type Row = Rank & {
  first_order_at: string;
  last_order_at: string;
  recency_days: number;
  orders: number;
  net_sales: string;
  margin: string | null;
  margin_12m: string | null;
  recency_score: number;
  frequency_score: number;
  monetary_score: number;
  rfm_segment: string;
  abc_class: string;
};

const valueIn = `
  SELECT * FROM customer_values
  WHERE customer_id = {customerId:UInt64} AND snapshot_id = {snapshotId:UInt64} SETTINGS max_threads = 1`;

/** Few columns: each snapshot is a part of its own, and every column of a part is a file to open. */
const ranksOverTime = `
  SELECT as_of, value_rank, net_sales_12m FROM customer_values
  WHERE customer_id = {customerId:UInt64} AND snapshot_id IN {snapshotIds:Array(UInt64)}
  ORDER BY snapshot_id SETTINGS max_threads = 1`;

const knownMoney = (amount: string | null) => (amount === null ? null : trimDecimal(amount));

/** What one customer is worth in the newest snapshot, and the rank in earlier ones; `undefined` for who never bought. */
export async function customerValue(needs: Needs, customerId: number): Promise<CustomerValue | undefined> {
  const snapshots = await listDoneSnapshots(needs.db, 24);
  const snapshotIds = snapshots.map((one) => one.snapshotId);
  const [standing, ranks] = await Promise.all([
    standingIn(needs.warehouse, snapshots[0], customerId),
    needs.warehouse.query<Rank>(ranksOverTime, { customerId, snapshotIds }),
  ]);
  if (standing === undefined) return undefined;
  const history = ranks.map((one) => ({
    asOf: one.as_of,
    valueRank: one.value_rank,
    netSales12Months: trimDecimal(one.net_sales_12m),
  }));
  return { ...standing, history };
}

/** Part `value` of the customer page: where she stands now. How she came there is asked for apart, being as dear again. */
export function valuePart(needs: Needs): CustomerPagePart {
  return {
    name: 'value',
    read: async ({ customerId }): Promise<CustomerStanding | undefined> => {
      const [newest] = await listDoneSnapshots(needs.db, 1);
      return standingIn(needs.warehouse, newest, customerId);
    },
  };
}

async function standingIn(
  warehouse: Warehouse,
  snapshot: ValueSnapshot | undefined,
  customerId: number,
): Promise<CustomerStanding | undefined> {
  if (snapshot === undefined) return undefined;
  const [row] = await warehouse.query<Row>(valueIn, { customerId, snapshotId: snapshot.snapshotId });
  if (row === undefined) return undefined;
  return {
    asOf: row.as_of,
    currency: snapshot.currency,
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
  };
}
