import type { Warehouse } from '#platform/warehouse';
import type { AxisName } from './api.ts';
import { axes } from './axis.ts';
import { members } from './members.warehouse.ts';

/** Two snapshots placed by the same two lines. A cell is 2 × (high across) + (high up); null where a measure is unknown or the customer not there. */
export type MovesInput = {
  from: number;
  until: number;
  x: AxisName;
  y: AxisName;
  cutX: number;
  cutY: number;
};

const sideOf = ({ x, y }: MovesInput, snapshot: string) => `
  SELECT customer_id, toNullable(net_sales_12m) AS net,
         2 * (${axes[x].expression} >= {cutX:Float64}) + (${axes[y].expression} >= {cutY:Float64}) AS cell
  FROM (${members(snapshot)})`;

const both = (input: MovesInput) =>
  `(${sideOf(input, '{from:UInt64}')}) AS a FULL OUTER JOIN (${sideOf(input, '{until:UInt64}')}) AS b ON a.customer_id = b.customer_id`;

const change = 'toDecimal128(ifNull(b.net, 0), 6) - toDecimal128(ifNull(a.net, 0), 6)';

const bound = ({ from, until, cutX, cutY }: MovesInput) => ({ from, until, cutX, cutY });

/** How many moved from which cell to which, and what their net sales of twelve months changed by. */
export function matrixMoves(
  warehouse: Warehouse,
  input: MovesInput,
): Promise<{ before: number | null; after: number | null; customers: number; sales_change: string }[]> {
  return warehouse.query(
    `SELECT a.cell AS before, b.cell AS after, count() AS customers, sum(${change}) AS sales_change
     FROM ${both(input)}
     GROUP BY before, after ORDER BY before, after SETTINGS join_use_nulls = 1`,
    bound(input),
  );
}

export type MovedRow = {
  customer_id: number;
  sales_before: string | null;
  sales_after: string | null;
  sales_change: string;
};

/** Those who moved from one cell to another, those whose sales changed most first, after the last one seen. */
export function listMoved(
  warehouse: Warehouse,
  input: MovesInput & {
    before: number | null;
    after: number | null;
    limit: number;
    last?: { size: string; customerId: number } | undefined;
  },
): Promise<MovedRow[]> {
  const { before, after, limit, last } = input;
  // -1 stands for "unknown, or not there": a cell is 0 to 3.
  return warehouse.query(
    `SELECT assumeNotNull(coalesce(a.customer_id, b.customer_id)) AS customer_id, a.net AS sales_before, b.net AS sales_after,
            ${change} AS sales_change
     FROM ${both(input)}
     WHERE ifNull(toInt8(a.cell), -1) = {before:Int8} AND ifNull(toInt8(b.cell), -1) = {after:Int8}
           ${last === undefined ? '' : 'AND (-abs(sales_change), customer_id) > (-toDecimal128({size:String}, 6), {customerId:UInt64})'}
     ORDER BY -abs(sales_change), customer_id LIMIT {limit:UInt64} SETTINGS join_use_nulls = 1`,
    { ...bound(input), before: before ?? -1, after: after ?? -1, limit, ...last },
  );
}
