import type { Warehouse } from '#platform/warehouse';
import { costIds, type ProfitPlan } from './profits.warehouse.ts';

/** One line of the account in the stored accounts: its amount, what customers are ranked by, and where a cost stands among the costs, with its rate. */
export type StoredLine = {
  readonly amount: string;
  readonly weight: string;
  readonly place: number | null;
  readonly rate?: string;
};

export type LineRow = { customer_id: number; amount: string; weight: string; volume: string | null };
export type LineTotals = { customers: number; total: string; unknown: number };

const nothing = 'CAST(NULL AS Nullable(Decimal(38, 12)))';

/** Where a line is stored, by the prices of its snapshot; undefined when the account has no such line. */
export function storedLine(
  line: string,
  prices: Pick<ProfitPlan, 'entries' | 'recorded'>,
): StoredLine | undefined {
  if (line === 'netSales') return { amount: 'net_sales', weight: 'net_sales', place: null };
  if (line === 'returned') return { amount: 'returned', weight: '-returned', place: null };
  if (line === 'costOfGoods') return { amount: 'known_goods', weight: 'known_goods', place: null };
  const place = costIds(prices).indexOf(line) + 1;
  if (place === 0) return undefined;
  const entry = prices.entries[place - 1];
  const rate = entry === undefined ? '1' : entry.rate;
  if (rate === null) return { amount: nothing, weight: nothing, place };
  const amount =
    'if(has(unmeasured, {place:UInt16}), NULL, toDecimal128(volumes[{place:UInt16}] * {rate:Decimal(38, 12)}, 12))';
  return { amount, weight: amount, place, rate };
}

const ofSnapshot = 'FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0';

/** How many customers make a line, what it sums to, and how many have an amount that is unknown. */
export async function lineTotals(
  warehouse: Warehouse,
  input: { snapshotId: number; line: StoredLine },
): Promise<LineTotals> {
  const { snapshotId, line } = input;
  const [row] = await warehouse.query<LineTotals>(
    `SELECT countIf(amount != 0) AS customers, sum(ifNull(amount, toDecimal128(0, 12))) AS total, countIf(isNull(amount)) AS unknown
     FROM (SELECT CAST(${line.amount} AS Nullable(Decimal(38, 12))) AS amount ${ofSnapshot})`,
    { snapshotId, place: line.place ?? 0, rate: line.rate ?? '0' },
  );
  return row ?? { customers: 0, total: '0', unknown: 0 };
}

/** Customers who make a line, the largest part first, after the last one seen; those with nothing in it, or an unknown amount, are left out. */
export function listLineCustomers(
  warehouse: Warehouse,
  input: {
    snapshotId: number;
    line: StoredLine;
    limit: number;
    after?: { weight: string; customerId: number } | undefined;
  },
): Promise<LineRow[]> {
  const { snapshotId, line, limit, after } = input;
  const later = `AND (weight < {weight:Decimal(38, 12)} OR (weight = {weight:Decimal(38, 12)} AND customer_id > {customerId:UInt64}))`;
  return warehouse.query(
    `SELECT customer_id, amount, weight, volume FROM (
       SELECT customer_id, assumeNotNull(${line.amount}) AS amount, assumeNotNull(${line.weight}) AS weight,
              ${line.place === null ? 'NULL' : 'toString(volumes[{place:UInt16}])'} AS volume
       ${ofSnapshot} AND isNotNull(${line.amount}) AND ${line.amount} != 0)
     WHERE 1 ${after === undefined ? '' : later}
     ORDER BY weight DESC, customer_id LIMIT {limit:UInt64}`,
    { snapshotId, place: line.place ?? 0, rate: line.rate ?? '0', limit, ...after },
  );
}
