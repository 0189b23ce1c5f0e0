import type { Warehouse } from '#platform/warehouse';
import type { AxisName, RankMeasure } from './api.ts';
import { axes } from './axis.ts';
import { declaredScores } from './declared.attributes.ts';

/** One row for each customer of a snapshot who ever bought: actual value, accounts and forecast side by side. */
export function members(snapshot = '{snapshotId:UInt64}'): string {
  return `
    SELECT v.customer_id AS customer_id, v.value_rank AS value_rank, v.net_sales_12m AS net_sales_12m,
           dateDiff('day', v.first_order_at, v.as_of, 'UTC') AS tenure_days,
           p.direct_profit AS direct_profit, p.profit_at_most AS profit_at_most, p.lifetime_value AS lifetime_value,
           v.orders AS orders, l.alive AS alive, l.future_sales AS future_sales, l.future_margin AS future_margin,
           d.attitude AS attitude, d.recommendation AS recommendation, g.potential AS potential, g.room AS room
    FROM (SELECT * FROM customer_values WHERE snapshot_id = ${snapshot}) AS v
    LEFT JOIN (SELECT customer_id, direct_profit, toNullable(profit_at_most) AS profit_at_most, lifetime_value
               FROM customer_profits WHERE snapshot_id = ${snapshot}) AS p ON p.customer_id = v.customer_id
    LEFT JOIN (SELECT customer_id, alive, future_sales, future_margin
               FROM customer_lifetimes WHERE snapshot_id = ${snapshot}) AS l ON l.customer_id = v.customer_id
    LEFT JOIN (SELECT customer_id, potential, room
               FROM customer_potentials WHERE snapshot_id = ${snapshot}) AS g ON g.customer_id = v.customer_id
    LEFT JOIN (${declaredScores}) AS d ON d.customer_id = v.customer_id
    SETTINGS join_use_nulls = 1`;
}

export type PartRow = {
  customers: number;
  net_sales: string;
  direct_profit: string | null;
  future_sales: number | null;
};

const sums = `count() AS customers, sum(m.net_sales_12m) AS net_sales,
  if(countIf(isNull(m.direct_profit)) > 0, NULL, sum(m.direct_profit)) AS direct_profit,
  if(countIf(isNull(m.future_sales)) > 0, NULL, sum(m.future_sales)) AS future_sales`;

/** How many customers have a measure, and its values at each twentieth of them from the least. */
export async function axisQuantiles(warehouse: Warehouse, snapshotId: number, axis: AxisName) {
  const [row] = await warehouse.query<{ known: number; sorted: number[] }>(
    `SELECT length(values) AS known, if(known = 0, [], arrayMap(at -> values[1 + intDiv(at * (known - 1), 20)], range(21))) AS sorted
     FROM (SELECT arraySort(groupArray(assumeNotNull(m.value))) AS values
           FROM (SELECT ${axes[axis].expression} AS value FROM (${members()})) AS m WHERE isNotNull(m.value))`,
    { snapshotId },
  );
  return { known: row?.known ?? 0, quantiles: row?.sorted ?? [] };
}

/** The four cells, and those whom a measure is unknown of (both sides null). */
export function matrixCells(
  warehouse: Warehouse,
  input: { snapshotId: number; x: AxisName; y: AxisName; cutX: number; cutY: number },
): Promise<(PartRow & { high_x: number | null; high_y: number | null })[]> {
  const { x, y, ...bound } = input;
  return warehouse.query(
    `SELECT if(isNull(side_x) OR isNull(side_y), NULL, side_x) AS high_x, if(isNull(side_x) OR isNull(side_y), NULL, side_y) AS high_y, ${sums}
     FROM (SELECT *, ${axes[x].expression} >= {cutX:Float64} AS side_x, ${axes[y].expression} >= {cutY:Float64} AS side_y
           FROM (${members()})) AS m
     GROUP BY high_x, high_y`,
    bound,
  );
}

/** Actual ranks against potential ranks: 1 and the number of cuts reached; null where the measure across is unknown. */
export function rankCells(
  warehouse: Warehouse,
  input: { snapshotId: number; across: RankMeasure; cuts: readonly number[] },
): Promise<(PartRow & { actual: number; potential: number | null })[]> {
  const { across, ...bound } = input;
  return warehouse.query(
    `SELECT m.value_rank AS actual,
            if(isNull(m.across), NULL, toNullable(1 + arrayCount(cut -> assumeNotNull(m.across) >= cut, {cuts:Array(Float64)}))) AS rank,
            rank AS potential, ${sums}
     FROM (SELECT *, ${axes[across].expression} AS across FROM (${members()})) AS m GROUP BY actual, rank`,
    bound,
  );
}

/** One cell of a matrix by its sides, or one of the ranks by its two ranks. */
export type CellOfMembers =
  | { x: AxisName; y: AxisName; cutX: number; cutY: number; highX: boolean; highY: boolean }
  | { across: RankMeasure; cuts: readonly number[]; actual: number; potential: number | null };

const inCell = (cell: CellOfMembers) =>
  'x' in cell
    ? `(${axes[cell.x].expression} >= {cutX:Float64}) = {highX:Bool} AND (${axes[cell.y].expression} >= {cutY:Float64}) = {highY:Bool}`
    : `value_rank = {actual:UInt8} AND ${
        cell.potential === null
          ? `isNull(${axes[cell.across].expression})`
          : `1 + arrayCount(cut -> ${axes[cell.across].expression} >= cut, {cuts:Array(Float64)}) = {potential:UInt8} AND isNotNull(${axes[cell.across].expression})`
      }`;

/** Who is in a cell, those who bought most in twelve months first, after the last one seen. */
export function listMembers(
  warehouse: Warehouse,
  input: {
    snapshotId: number;
    cell: CellOfMembers;
    limit: number;
    last?: { sales: string; customerId: number } | undefined;
  },
): Promise<{ customer_id: number; net_sales: string; future_sales: number | null }[]> {
  const { snapshotId, cell, limit, last } = input;
  return warehouse.query(
    `SELECT customer_id, net_sales_12m AS net_sales, future_sales FROM (${members()})
     WHERE ${inCell(cell)}
           ${last === undefined ? '' : 'AND (-net_sales_12m, customer_id) > (-toDecimal128({sales:String}, 6), {customerId:UInt64})'}
     ORDER BY -net_sales_12m, customer_id LIMIT {limit:UInt64}`,
    { ...cell, ...last, snapshotId, limit },
  );
}

export type SpreadRow = {
  customers: number;
  unknown: number;
  total: number;
  weighted: number;
  lorenz: number[];
  tenths: { customers: number; total: number; lowest: number }[];
};

/**
 * The values of a measure from the smallest up, summed at each hundredth of the customers, with the weighted sum that gives Gini's coefficient
 * (Σ (2i − n − 1) xᵢ) and the tenths. Sorted once; only the steps leave the warehouse.
 */
export async function spreadOf(warehouse: Warehouse, snapshotId: number, axis: AxisName): Promise<SpreadRow> {
  const [row] = await warehouse.query<
    Omit<SpreadRow, 'tenths'> & { counts: number[]; totals: number[]; lowest: number[] }
  >(
    `WITH arrayCumSum(values) AS sums, length(values) AS n, least(100, n) AS steps,
          arrayMap(part -> toUInt64(round(part * n / 10)), range(11)) AS bounds
     SELECT n AS customers, unknown, if(n = 0, 0, sums[n]) AS total,
            arraySum(arrayMap((value, i) -> (2 * i - n - 1) * value, values, arrayEnumerate(values))) AS weighted,
            arrayMap(step -> sums[toUInt64(round(step * n / steps))], range(1, steps + 1)) AS lorenz,
            arrayMap(k -> bounds[k + 1] - bounds[k], range(1, 11)) AS counts,
            arrayMap(k -> if(bounds[k + 1] = 0, 0, sums[bounds[k + 1]]) - if(bounds[k] = 0, 0, sums[bounds[k]]), range(1, 11)) AS totals,
            arrayMap(k -> if(bounds[k] < n, values[bounds[k] + 1], 0), range(1, 11)) AS lowest
     FROM (SELECT arraySort(groupArrayIf(assumeNotNull(m.value), isNotNull(m.value))) AS values, countIf(isNull(m.value)) AS unknown
           FROM (SELECT ${axes[axis].expression} AS value FROM (${members()})) AS m)`,
    { snapshotId },
  );
  if (row === undefined) throw new Error('An aggregate without a row.');
  const { counts, totals, lowest, ...rest } = row;
  const tenths = counts.map((customers, k) => ({
    ...{ customers, total: totals[k] ?? 0, lowest: lowest[k] ?? 0 },
  }));
  return { ...rest, tenths: tenths.toReversed() };
}
