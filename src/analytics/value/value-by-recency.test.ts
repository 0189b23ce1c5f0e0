import { expect, it } from 'vitest';
import { createStream, type RandomStream, uniform } from '#analytics/random';
import { isRefusal } from './refusal.ts';
import { type RecencyCounts, valueByRecency } from './value-by-recency.ts';

function answer<T>(outcome: T): Exclude<T, { refused: true }> {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}

const truth = [0.35, 0.22, 0.14, 0.08];
const groups = 20;

/** Customers who buy as the chain says, 40 each time, followed for two years. */
function market(random: RandomStream, customers: number): RecencyCounts[] {
  const empty = () => ({ customers: [0, 0, 0, 0], seen: [0, 0, 0, 0], bought: [0, 0, 0, 0], spent: 0 });
  const counts = Array.from({ length: groups }, empty);
  for (let customer = 0; customer < customers; customer += 1) {
    const group = counts[customer % groups] ?? empty();
    let state = 0;
    for (let month = 0; month < 24; month += 1) {
      group.seen[state] = (group.seen[state] ?? 0) + 1;
      const buys = uniform(random) < (truth[state] ?? 0);
      if (buys) {
        group.bought[state] = (group.bought[state] ?? 0) + 1;
        group.spent += 30 + 20 * uniform(random);
      }
      state = buys ? 0 : Math.min(state + 1, 3);
    }
    group.customers[state] = (group.customers[state] ?? 0) + 1;
  }
  return counts;
}

/** What a customer of a state spends within `periods`, by every path of buying and waiting, one purchase worth 1. */
function byPaths(chances: readonly number[], state: number, periods: number, discount: number): number {
  if (periods === 0) return 0;
  const chance = chances[state] ?? 0;
  const next = (to: number) => byPaths(chances, to, periods - 1, discount);
  return discount * (chance * (1 + next(0)) + (1 - chance) * next(Math.min(state + 1, chances.length - 1)));
}

it('adds up every path of buying and waiting, discounted, without the purchase made already', () => {
  const counts = market(createStream('paths'), 400);
  const { states, spend, total } = answer(valueByRecency({ groups: counts, rate: 0.01, periods: 9 }));
  const chances = states.map((one) => one.chance.value);
  for (const [at, state] of states.entries()) {
    const bought = counts.reduce((sum, group) => sum + (group.bought[at] ?? 0), 0);
    const seen = counts.reduce((sum, group) => sum + (group.seen[at] ?? 0), 0);
    expect(state.chance.value).toBeCloseTo(bought / seen, 12);
    expect(state.within.value).toBeCloseTo(spend.value * byPaths(chances, at, 9, 1 / 1.01), 8);
  }
  const all = states.reduce((sum, one) => sum + one.customers * one.within.value, 0);
  expect(total.value).toBeCloseTo(all, 6);
  const long = answer(valueByRecency({ groups: counts, rate: 0.05, periods: 400 }));
  for (const state of long.states) expect(state.endless?.value).toBeCloseTo(state.within.value, 6);
});

it('covers the truth by its 95 % intervals in nine of ten seeds or more, chances and values alike', () => {
  const due = byPathsQuickly(12, 0.02).map((value) => 40 * value);
  const forEver = byPathsQuickly(4000, 0.02).map((value) => 40 * value);
  const covered = { chance: 0, within: 0, endless: 0, total: 0 };
  for (let seed = 0; seed < 100; seed += 1) {
    const counts = market(createStream(`recency ${seed}`), 400);
    const { states, total } = answer(valueByRecency({ groups: counts, rate: 0.02, periods: 12 }));
    const holds = (one: { low: number; high: number } | null, value: number) =>
      one !== null && one.low <= value && value <= one.high ? 1 : 0;
    const [, second] = states;
    if (second === undefined) expect.fail('a state is missing');
    covered.chance += holds(second.chance, truth[1] ?? 0);
    covered.within += holds(second.within, due[1] ?? 0);
    covered.endless += holds(second.endless, forEver[1] ?? 0);
    covered.total += holds(
      total,
      states.reduce((sum, one, at) => sum + one.customers * (due[at] ?? 0), 0),
    );
  }
  for (const [name, count] of Object.entries(covered)) expect(count, name).toBeGreaterThanOrEqual(90);
});

/** The same as `byPaths` at the truth, from the end backwards. */
function byPathsQuickly(periods: number, rate: number): number[] {
  let values = truth.map(() => 0);
  for (let period = 0; period < periods; period += 1)
    values = values.map((_, at) => {
      const chance = truth[at] ?? 0;
      return (
        (chance * (1 + (values[0] ?? 0)) + (1 - chance) * (values[Math.min(at + 1, 3)] ?? 0)) / (1 + rate)
      );
    });
  return values;
}

it('puts together states that too few bought from, has no endless value without discount, and refuses where nobody came back', () => {
  const group = { customers: [5, 4, 3, 9], seen: [90, 60, 40, 100], bought: [40, 12, 3, 8], spent: 630 };
  const { states } = answer(valueByRecency({ groups: [group, group], rate: 0, periods: 12 }));
  expect(states.map(({ customers, seen, bought }) => [customers, seen, bought])).toEqual([
    ...[
      [10, 180, 80],
      [8, 120, 24],
    ],
    [24, 280, 22],
  ]);
  expect(states.every((one) => one.endless === null && one.within.value > 0)).toBe(true);
  const few = { customers: [9, 9], seen: [90, 60], bought: [12, 3], spent: 10 };
  expect(valueByRecency({ groups: [few], rate: 0.01, periods: 12 })).toMatchObject({
    code: 'too-few-customers',
  });
});
