import { type Interval, wilsonInterval } from '#analytics/statistics';
import { groupRows } from './group-rows.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type ScoreRule, scoreRanks } from './score-ranks.ts';

/** What RFM and FRAT look at, one entry a customer; `type` is a code of what they buy (FRAT), when given. */
export type FratColumns = {
  readonly recencyDays: Float64Array;
  readonly frequency: Float64Array;
  readonly amount: Float64Array;
  readonly type?: Float64Array;
};

/** Customers with the same scores. `response` is there when a past mailing is given: rate, interval, and whether the cell would pay. */
export type FratCell = {
  readonly recency: number;
  readonly frequency: number;
  readonly amount: number;
  readonly type: number | null;
  readonly customers: number;
  readonly spent: number;
  readonly response: {
    readonly rate: number;
    readonly interval: Interval;
    readonly pays: boolean | null;
  } | null;
};

/**
 * The cell table of RFM, or FRAT with types: scores by rule (quintiles by default), customers and amounts of each cell, and from who `responded` to a mailing the
 * response rate with Wilson's interval; `breakEven` (cost of a contact ÷ margin of a response) says which cells pay. `cellOf` gives each
 * customer's place in `cells`, sorted best scores first. Hughes 1994.
 */
export function fratCells(input: {
  readonly customers: FratColumns;
  readonly rules?: {
    readonly recency?: ScoreRule;
    readonly frequency?: ScoreRule;
    readonly amount?: ScoreRule;
  };
  readonly responded?: Uint8Array;
  readonly breakEven?: number;
}): { readonly cells: readonly FratCell[]; readonly cellOf: Int32Array } | Refusal {
  const { customers, rules = {}, responded, breakEven } = input;
  const size = customers.recencyDays.length;
  const given = [customers.frequency, customers.amount, customers.type, responded];
  if (given.some((column) => column !== undefined && column.length !== size)) {
    return refuse(
      'lengths-differ',
      'Recency, frequency, amount, type and response need one entry a customer.',
    );
  }
  const quintiles = { by: 'quantiles', scores: 5 } as const;
  const recency = scoreRanks(customers.recencyDays, rules.recency ?? { ...quintiles, best: 'low' });
  const frequency = scoreRanks(customers.frequency, rules.frequency ?? { ...quintiles, best: 'high' });
  const amount = scoreRanks(customers.amount, rules.amount ?? { ...quintiles, best: 'high' });
  if ('refused' in recency) return recency;
  if ('refused' in frequency) return frequency;
  if ('refused' in amount) return amount;
  const scores = [recency, frequency, amount].map((column) => Float64Array.from(column));
  const groups = groupRows([...scores, customers.type ?? new Float64Array(size)]);
  const sums = Array.from(groups.count, () => ({ spent: 0, responses: 0 }));
  for (const [row, group] of groups.groupOf.entries()) {
    const sum = sums[group];
    if (sum === undefined) continue;
    sum.spent += customers.amount[row] as number;
    sum.responses += (responded?.[row] ?? 0) > 0 ? 1 : 0;
  }
  const cells = Array.from(groups.first, (row, group) => ({
    recency: recency[row] as number,
    frequency: frequency[row] as number,
    amount: amount[row] as number,
    type: customers.type?.[row] ?? null,
    customers: groups.count[group] as number,
    spent: sums[group]?.spent ?? 0,
    response:
      responded === undefined
        ? null
        : responseOf(sums[group]?.responses ?? 0, groups.count[group] as number, breakEven),
  }));
  const order = [...cells.keys()].sort((i, j) => rank(cells[j]) - rank(cells[i]));
  const place = new Int32Array(order.length);
  for (const [at, group] of order.entries()) place[group] = at;
  return {
    cells: order.flatMap((group) => cells[group] ?? []),
    cellOf: groups.groupOf.map((group) => place[group] as number),
  };
}

/** `pays` is null where the interval holds the break-even rate: the cell is too small to tell. */
function responseOf(responses: number, customers: number, breakEven: number | undefined) {
  const { low, high } = wilsonInterval(responses, customers);
  const pays = breakEven === undefined ? null : low > breakEven ? true : high < breakEven ? false : null;
  return { rate: responses / customers, interval: { low, high }, pays };
}

const rank = (cell: FratCell | undefined) =>
  cell === undefined
    ? 0
    : ((cell.recency * 128 + cell.frequency) * 128 + cell.amount) * 1024 - (cell.type ?? 0);
