import type { ContractOutcomes } from './contract-outcomes.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Transactions } from './summarise-transactions.ts';

/**
 * Reads payments as contracts: period k of a customer runs from the k-th multiple of `unitDays` after the first payment. A customer renews as
 * long as each period has a payment, and is lost at the first whole period without one; whose last paid period is the last whole one by `until` is still
 * on. Who has no whole period behind is left out; who comes back after a lapse stays lost. Refuses when nobody had a renewal to make.
 */
export function contractsOfTransactions(input: {
  readonly transactions: Transactions;
  readonly from?: number;
  readonly until: number;
  readonly unitDays: number;
}): ContractOutcomes | Refusal {
  const { transactions, from = -Infinity, until, unitDays } = input;
  const firsts = new Map<string | number, number>();
  const { customer, day } = transactions;
  const within = (line: number) => (day[line] as number) >= from && (day[line] as number) <= until;
  for (let line = 0; line < day.length; line += 1) {
    if (!within(line)) continue;
    const key = customer[line] as string | number;
    firsts.set(key, Math.min(firsts.get(key) ?? Infinity, day[line] as number));
  }
  const paid = new Map<string | number, Set<number>>();
  for (let line = 0; line < day.length; line += 1) {
    const key = customer[line] as string | number;
    const first = firsts.get(key);
    if (!within(line) || first === undefined) continue;
    const periods = paid.get(key) ?? new Set();
    paid.set(key, periods.add(Math.floor(((day[line] as number) - first) / unitDays)));
  }
  const longest = [...firsts.values()].reduce(
    (most, first) => Math.max(most, wholePeriods(first, until, unitDays)),
    0,
  );
  if (longest < 2) {
    return refuse(
      'no-contracts',
      `No customer had a renewal to make: none is ${2 * unitDays} days old by the end.`,
      {
        unitDays,
      },
    );
  }
  const outcomes = { lost: new Float64Array(longest - 1), still: new Float64Array(longest - 1) };
  for (const [key, first] of firsts) {
    const renewals = wholePeriods(first, until, unitDays) - 1;
    if (renewals < 1) continue;
    let made = 0;
    while (made < renewals && paid.get(key)?.has(made + 1)) made += 1;
    const column = made < renewals ? outcomes.lost : outcomes.still;
    const at = made < renewals ? made : renewals - 1;
    column[at] = (column[at] as number) + 1;
  }
  return outcomes;
}

const wholePeriods = (first: number, until: number, unitDays: number) =>
  Math.floor((until + 1 - first) / unitDays);
