import type { Warehouse } from '#platform/warehouse';
import type { ValueSettings } from './api.ts';
import type { Cuts, ScoreCuts } from './cuts.ts';
import { momentOf } from './totals.warehouse.ts';

/** A share as a whole number of millionths, so that positions are found by whole-number arithmetic. */
const millionths = (share: number) => Math.round(share * 1_000_000);

const abcMeasure = { netSales: 'net_sales', margin: 'margin' } as const;

/**
 * The values that a fifth, two fifths … of the customers do not exceed (the value at position ⌈k·n/5⌉). A score passes a
 * cut only by being strictly better, so equal values have equal scores, and a tie never flatters.
 */
async function quintiles(warehouse: Warehouse, snapshotId: number): Promise<ScoreCuts> {
  const [row] = await warehouse.query<{ recency: number[]; frequency: number[]; monetary: string[] }>(
    `
    WITH arrayMap(k -> intDiv(k * customers + 4, 5), [1, 2, 3, 4]) AS positions
    SELECT arrayMap(at -> days[at], positions) AS recency, arrayMap(at -> counts[at], positions) AS frequency,
           arrayMap(at -> sums[at], positions) AS monetary
    FROM (
      SELECT count() AS customers, arrayReverseSort(groupArray(recency_days)) AS days, arraySort(groupArray(orders)) AS counts,
             arraySort(groupArray(net_sales)) AS sums
      FROM customer_totals WHERE snapshot_id = {snapshotId:UInt64}
    )
    `,
    { snapshotId },
  );
  return {
    recencyDaysAtMost: (row?.recency ?? []).map((days) => days - 1),
    ordersMoreThan: row?.frequency ?? [],
    netSalesMoreThan: row?.monetary ?? [],
  };
}

/**
 * ABC: customers by descending amount; the class goes to those before whom less than the share is reached, and to all
 * with the same amount as the last of them. Nobody with an amount of zero or less counts.
 */
async function abcCuts(
  warehouse: Warehouse,
  snapshotId: number,
  abc: ValueSettings['abc'],
): Promise<Cuts['abcAtLeast']> {
  const amount = abcMeasure[abc.measure];
  const [row] = await warehouse.query<{ a: string; b: string; customers: number }>(
    `
    WITH (share -> amounts[arrayFirstIndex(reached -> reached * 1000000 >= sums[-1] * share, sums)]) AS last_within
    SELECT last_within({a:UInt32}) AS a, last_within({b:UInt32}) AS b, length(amounts) AS customers
    FROM (
      SELECT arrayReverseSort(groupArray(toDecimal128(assumeNotNull(${amount}), 6))) AS amounts, arrayCumSum(amounts) AS sums
      FROM customer_totals WHERE snapshot_id = {snapshotId:UInt64} AND ${amount} > 0
    )
    `,
    { snapshotId, a: millionths(abc.shareA), b: millionths(abc.shareB) },
  );
  return row === undefined || row.customers === 0 ? { a: null, b: null } : { a: row.a, b: row.b };
}

/** The 12-month sales of the last customer within each share of the active ones (position ⌈share·n⌉ from the top). */
async function rankCuts(
  warehouse: Warehouse,
  snapshotId: number,
  asOf: Date,
  shares: readonly number[],
): Promise<Cuts['rankAtLeast']> {
  const [row] = await warehouse.query<{ cuts: string[]; active: number }>(
    `
    SELECT length(sums) AS active,
           arrayMap(share -> sums[intDiv(share * active + 999999, 1000000)], {shares:Array(UInt64)}) AS cuts
    FROM (
      SELECT arrayReverseSort(groupArray(net_sales_12m)) AS sums FROM customer_totals
      WHERE snapshot_id = {snapshotId:UInt64} AND last_order_at > subtractMonths({asOf:DateTime64(3, 'UTC')}, 12)
    )
    `,
    { snapshotId, asOf: momentOf(asOf), shares: shares.map(millionths) },
  );
  return row === undefined || row.active === 0 ? shares.map(() => null) : row.cuts;
}

/** Where scores, classes and ranks change among the customers of a snapshot, by its settings. */
export async function findCuts(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; settings: ValueSettings },
): Promise<Cuts> {
  const { scoring, abc, rankShares } = input.settings;
  const given = scoring.method === 'bounds' ? scoring : undefined;
  const [scores, abcAtLeast, rankAtLeast] = await Promise.all([
    given ?? quintiles(warehouse, input.snapshotId),
    abcCuts(warehouse, input.snapshotId, abc),
    rankCuts(warehouse, input.snapshotId, input.asOf, rankShares),
  ]);
  const { recencyDaysAtMost, ordersMoreThan, netSalesMoreThan } = scores;
  return { recencyDaysAtMost, ordersMoreThan, netSalesMoreThan, abcAtLeast, rankAtLeast };
}
