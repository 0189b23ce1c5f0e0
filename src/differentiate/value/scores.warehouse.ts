import type { Warehouse } from '#platform/warehouse';
import type { ValueSettings } from './api.ts';
import type { Cuts } from './cuts.ts';
import { rfmCells } from './rfm.ts';
import { momentOf } from './totals.warehouse.ts';

/** Above any amount: a cut that nobody reaches. */
const unreachable = '999999999999';

/** Scores, classes and ranks of every customer of a snapshot: one pass over its totals, by its cuts. */
export async function writeScores(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; settings: ValueSettings; cuts: Cuts },
): Promise<void> {
  const { snapshotId, asOf, settings, cuts } = input;
  const amount = settings.abc.measure === 'margin' ? 'margin' : 'net_sales';
  await warehouse.command(
    `
    INSERT INTO customer_values
    SELECT snapshot_id, {asOf:DateTime64(3, 'UTC')}, customer_id, first_order_at, last_order_at, recency_days, orders,
           net_sales, net_sales_12m, margin, margin_12m, costed_share,
           1 + arrayCount(cut -> recency_days <= cut, {recency:Array(Int64)}) AS r,
           1 + arrayCount(cut -> orders > cut, {orders:Array(UInt64)}) AS f,
           1 + arrayCount(cut -> net_sales > cut, arrayMap(text -> toDecimal64(text, 6), {net:Array(String)})),
           {cells:Array(String)}[5 * (r - 1) + f],
           multiIf(isNull(${amount}), '', ${amount} <= 0, 'C',
                   ${amount} >= {a:Decimal(18, 6)}, 'A', ${amount} >= {b:Decimal(18, 6)}, 'B', 'C'),
           if(last_order_at > subtractMonths({asOf:DateTime64(3, 'UTC')}, 12),
              2 + arrayCount(cut -> net_sales_12m >= cut, arrayMap(text -> toDecimal64(text, 6), {ranks:Array(String)})), 1)
    FROM customer_totals WHERE snapshot_id = {snapshotId:UInt64}
    SETTINGS max_insert_threads = 4
    `,
    {
      snapshotId,
      asOf: momentOf(asOf),
      recency: cuts.recencyDaysAtMost,
      orders: cuts.ordersMoreThan,
      net: cuts.netSalesMoreThan,
      cells: rfmCells,
      a: cuts.abcAtLeast.a ?? unreachable,
      b: cuts.abcAtLeast.b ?? unreachable,
      ranks: cuts.rankAtLeast.map((cut) => cut ?? unreachable),
    },
  );
}

/** How many customers a table has in a snapshot. */
export async function countSnapshot(
  warehouse: Warehouse,
  table: 'customer_totals' | 'customer_values',
  snapshotId: number,
): Promise<number> {
  const [row] = await warehouse.query<{ customers: number }>(
    `SELECT count() AS customers FROM ${table} WHERE snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  return row?.customers ?? 0;
}

/** Lets everyone read a snapshot: from now on it is the newest one. */
export async function publishSnapshot(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; customers: number },
): Promise<void> {
  await warehouse.insert('value_snapshots', [
    { snapshot_id: input.snapshotId, as_of: input.asOf.toISOString(), customers: input.customers },
  ]);
}

/** Takes back that these snapshots may be read: they are about to be emptied. */
export async function withdrawSnapshots(warehouse: Warehouse, snapshotIds: readonly number[]): Promise<void> {
  if (snapshotIds.length === 0) return;
  await warehouse.command('DELETE FROM value_snapshots WHERE snapshot_id IN ({snapshotIds:Array(UInt64)})', {
    snapshotIds,
  });
}
