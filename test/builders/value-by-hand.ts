import fc from 'fast-check';
import type { ValueSettings } from '#differentiate/value';
import { formatDecimal } from '#platform/money';

/**
 * What customers are worth, computed customer by customer in whole millionths, without SQL: what the warehouse's answer is
 * held against. Nothing here is shared with the product but the shape of the settings.
 */
export const day = 86_400_000;

/** A line of a small history: amounts in millionths, the day counted back from now. */
export type Line = {
  person: number;
  order: number;
  daysAgo: number;
  quantity: number;
  net: bigint;
  cost: bigint | null;
};
type Merge = { person: number; customer: number };
export type History = { lines: Line[]; merges: Merge[] };

const money = fc.bigInt({ min: 0n, max: 40n }).map((amount) => amount * 2_500_000n);
const lineOf = fc.record({
  person: fc.integer({ min: 0, max: 30 }),
  order: fc.integer({ min: 0, max: 9 }),
  daysAgo: fc.oneof(fc.integer({ min: -2, max: 800 }), fc.constantFrom(0, 364, 365, 366)),
  quantity: fc.constantFrom(1, 1, 1, 2, 3, -1),
  net: money,
  cost: fc.option(money, { freq: 30 }),
});
export const historyOf: fc.Arbitrary<History> = fc.record({
  lines: fc.array(
    lineOf.map((line) => ({ ...line, net: line.quantity < 0 ? -line.net : line.net })),
    { maxLength: 160 },
  ),
  // Customers are named by their smallest person, as identity does.
  merges: fc
    .uniqueArray(fc.integer({ min: 11, max: 30 }), { maxLength: 8 })
    .map((persons) => persons.map((person) => ({ person, customer: 1 + (person % 4) }))),
});
export const settingsOf: fc.Arbitrary<ValueSettings> = fc.record({
  currency: fc.constant(null),
  scoring: fc.constantFrom<ValueSettings['scoring']>(
    { method: 'quantiles' },
    {
      method: 'bounds',
      recencyDaysAtMost: [365, 180, 90, 0],
      ordersMoreThan: [0, 1, 2, 5],
      netSalesMoreThan: ['-10', '0', '75.5', '250'],
    },
  ),
  abc: fc.record({
    measure: fc.constantFrom('netSales' as const, 'margin' as const),
    shareA: fc.constantFrom(0.5, 0.65, 0.8),
    shareB: fc.constantFrom(0.9, 0.95),
  }),
  rankShares: fc.constantFrom<ValueSettings['rankShares']>([0.01, 0.05, 0.2], [0.1, 0.25, 0.5]),
  snapshotsKept: fc.constant(3),
});

type Valued = {
  customer: number;
  recencyDays: number;
  orders: number;
  net: bigint;
  net12: bigint;
  margin: bigint | null;
  active: boolean;
};

function yearBefore(at: Date): number {
  const then = new Date(at);
  then.setUTCMonth(then.getUTCMonth() - 12);
  return then.getTime();
}

/** The same totals, customer by customer, in whole millionths. */
function totalsByHand(history: History, asOf: Date): Valued[] {
  const customerOf = new Map(history.merges.map((merge) => [merge.person, merge.customer]));
  const customers = new Map<number, Line[]>();
  for (const line of history.lines) {
    if (line.person === 0 || line.daysAgo < 0) continue;
    const customer = customerOf.get(line.person) ?? line.person;
    customers.set(customer, [...(customers.get(customer) ?? []), line]);
  }
  const sum = (amounts: bigint[]) => amounts.reduce((all, one) => all + one, 0n);
  return [...customers].flatMap(([customer, lines]) => {
    const bought = lines.filter((line) => line.quantity >= 0);
    if (bought.length === 0) return [];
    const at = (line: Line) => asOf.getTime() - line.daysAgo * day;
    const last = Math.max(...bought.map(at));
    const costed = lines.every((line) => line.cost !== null);
    return [
      {
        customer,
        recencyDays: Math.floor(asOf.getTime() / day) - Math.floor(last / day),
        orders: new Set(bought.map((line) => `${line.person}-${line.order}`)).size,
        net: sum(lines.map((line) => line.net)),
        net12: sum(lines.filter((line) => at(line) > yearBefore(asOf)).map((line) => line.net)),
        margin: costed
          ? sum(lines.map((line) => line.net - (line.cost ?? 0n) * BigInt(line.quantity)))
          : null,
        active: last > yearBefore(asOf),
      },
    ];
  });
}

const better = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);

/** One more than the fifths that are wholly worse: 1 + ⌊5 · worse / n⌋. */
function fifth(values: readonly number[], value: number): number {
  return 1 + Math.floor((5 * values.filter((one) => one < value).length) / values.length);
}

function passed(
  cuts: readonly number[],
  value: number,
  passes: (value: number, cut: number) => boolean,
): number {
  return 1 + cuts.filter((cut) => passes(value, cut)).length;
}

/** Going down the sorted amounts until the share is reached; those level with the last one are in. */
function abcByHand(amounts: readonly bigint[], amount: bigint | null, abc: ValueSettings['abc']): string {
  if (amount === null) return '';
  if (amount <= 0n) return 'C';
  const sorted = amounts.filter((one) => one > 0n).sort(better);
  const total = sorted.reduce((all, one) => all + one, 0n);
  const reached = (share: number) => {
    let sum = 0n;
    for (const one of sorted) {
      sum += one;
      if (sum * 100n >= total * BigInt(Math.round(share * 100))) return one;
    }
    return 0n;
  };
  if (amount >= reached(abc.shareA)) return 'A';
  return amount >= reached(abc.shareB) ? 'B' : 'C';
}

function rankByHand(all: readonly Valued[], one: Valued, shares: readonly number[]): number {
  if (!one.active) return 1;
  const sorted = all
    .filter((other) => other.active)
    .map((other) => other.net12)
    .sort(better);
  const within = (share: number) =>
    sorted[Math.ceil((Math.round(share * 100) * sorted.length) / 100) - 1] ?? 0n;
  return 2 + shares.filter((share) => one.net12 >= within(share)).length;
}

export function valuesByHand(
  history: History,
  settings: ValueSettings,
  asOf: Date,
  rfmCells: readonly string[],
) {
  const all = totalsByHand(history, asOf);
  const { scoring, abc } = settings;
  const amounts = all
    .map((one) => (abc.measure === 'margin' ? one.margin : one.net))
    .filter((one) => one !== null);
  return all
    .map((one) => {
      const more = (value: number, cut: number) => value > cut;
      const [r, f, m] =
        scoring.method === 'quantiles'
          ? [
              fifth(
                all.map((other) => -other.recencyDays),
                -one.recencyDays,
              ),
              fifth(
                all.map((other) => other.orders),
                one.orders,
              ),
              fifth(
                all.map((other) => Number(other.net)),
                Number(one.net),
              ),
            ]
          : [
              passed(scoring.recencyDaysAtMost, one.recencyDays, (value, cut) => value <= cut),
              passed(scoring.ordersMoreThan, one.orders, more),
              passed(
                scoring.netSalesMoreThan.map((cut) => Number(cut) * 1e6),
                Number(one.net),
                more,
              ),
            ];
      return {
        customer_id: one.customer,
        recency_days: one.recencyDays,
        orders: one.orders,
        net_sales: formatDecimal(one.net),
        net_sales_12m: formatDecimal(one.net12),
        margin: one.margin === null ? null : formatDecimal(one.margin),
        recency_score: r,
        frequency_score: f,
        monetary_score: m,
        rfm_segment: rfmCells[5 * (r - 1) + f - 1],
        abc_class: abcByHand(amounts, abc.measure === 'margin' ? one.margin : one.net, abc),
        value_rank: rankByHand(all, one, settings.rankShares),
      };
    })
    .sort((a, b) => a.customer_id - b.customer_id);
}
