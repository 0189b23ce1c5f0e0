import { studentQuantile } from '#analytics/statistics';
import { markovValue } from './markov-value.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** One group of customers by periods since their last purchase: [0] bought in the period just ended, the last entry all who waited longer. */
export type RecencyCounts = {
  /** Customers who stand there now. */
  readonly customers: readonly number[];
  /** Periods that a customer began there, and those of them in which they bought. */
  readonly seen: readonly number[];
  readonly bought: readonly number[];
  /** What was spent in those, all told. */
  readonly spent: number;
};

export type RecencyEstimate = { readonly value: number; readonly low: number; readonly high: number };

export type RecencyState = {
  /** Periods since the last purchase: `after` of them at least; the last state stays open. */
  readonly after: number;
  readonly customers: number;
  readonly seen: number;
  readonly bought: number;
  /** Chance to buy within the next period. */
  readonly chance: RecencyEstimate;
  /** Spent within `periods` from now on by one customer, discounted. */
  readonly within: RecencyEstimate;
  /** The same without end; null without a discount, where it has none. */
  readonly endless: RecencyEstimate | null;
};

export type ValueByRecency = {
  readonly states: readonly RecencyState[];
  /** Spent in a period with a purchase. */
  readonly spend: RecencyEstimate;
  /** Spent within `periods` by all who stand there now. */
  readonly total: RecencyEstimate;
};

/** Fewer purchases than this out of a state tell no chance: it is put together with those after it. */
const FEWEST_BOUGHT = 10;

/**
 * Lifetime value by recency (Pfeifer & Carraway 2000, §3): each period a customer buys with the chance of the state they are in and is back in the first,
 * or waits one state further. Value is what comes after now, so the purchase that made a customer recent is left out of it; the last state keeps its
 * chance instead of being given up for lost. Intervals (95 %) by leaving out a group of customers at a time (delete-a-group jackknife; Efron & Tibshirani
 * 1993, ch. 11), which holds where one customer gives many periods. Customers of a state are taken as alike: those who bought often are not told apart.
 * Refuses fewer than two states with ten purchases each.
 */
export function valueByRecency(input: {
  readonly groups: readonly RecencyCounts[];
  readonly rate: number;
  readonly periods: number;
}): ValueByRecency | Refusal {
  const { groups } = input;
  const states = statesOf(addUp(groups));
  if (states < 2)
    return refuse(
      'too-few-customers',
      'Too few customers came back to tell how the chance to buy falls with the time since the last purchase.',
    );
  const pooled = groups.map((group) => pool(group, states));
  const whole = addUp(pooled);
  const answer = worked(whole, input);
  if (isRefusal(answer)) return answer;
  const without: Figures[] = [];
  for (const left of pooled.keys()) {
    const figures = worked(addUp(pooled.filter((_, group) => group !== left)), input);
    if (isRefusal(figures)) return figures;
    without.push(figures);
  }
  const estimate = (of: (figures: Figures) => number, most = Infinity) =>
    jackknifed(of(answer), without.map(of), most);
  return {
    states: whole.seen.map((seen, state) => ({
      ...{ after: state, customers: whole.customers[state] ?? 0, seen, bought: whole.bought[state] ?? 0 },
      chance: estimate((one) => one.chances[state] ?? 0, 1),
      within: estimate((one) => one.within[state] ?? 0),
      endless: answer.endless === null ? null : estimate((one) => one.endless?.[state] ?? 0),
    })),
    spend: estimate((one) => one.spend),
    total: estimate((one) => whole.customers.reduce((sum, n, at) => sum + n * (one.within[at] ?? 0), 0)),
  };
}

type Figures = { chances: number[]; within: number[]; endless: number[] | null; spend: number };

function worked(
  counts: RecencyCounts,
  { rate, periods }: { rate: number; periods: number },
): Figures | Refusal {
  const chances = counts.seen.map((seen, state) => (counts.bought[state] ?? 0) / Math.max(1, seen));
  const last = chances.length - 1;
  const probabilities = chances.map((chance, from) => {
    const row = chances.map(() => 0);
    row[Math.min(from + 1, last)] = 1 - chance;
    row[0] = (row[0] ?? 0) + chance;
    return row;
  });
  const spend = counts.spent / Math.max(1, sum(counts.bought));
  const margins = chances.map((_, state) => (state === 0 ? spend : 0));
  const chain = { transitions: { probabilities, seen: counts.seen }, margins, rate };
  // The purchase made already is received at once; what is to come is the rest.
  const toCome = (values: readonly number[]) => values.map((value, at) => value - (margins[at] ?? 0));
  const within = markovValue({ ...chain, periods });
  if (isRefusal(within)) return within;
  const endless = markovValue(chain);
  if (isRefusal(endless) && endless.code !== 'no-finite-value') return endless;
  return {
    ...{ chances, spend, within: toCome(within.values) },
    endless: isRefusal(endless) ? null : toCome(endless.values),
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** How many states have purchases enough, the last one with all who waited longer. */
function statesOf({ bought }: RecencyCounts): number {
  const first = bought.findIndex((count) => count < FEWEST_BOUGHT);
  const states = first < 0 ? bought.length : first + 1;
  return sum(bought.slice(states - 1)) < FEWEST_BOUGHT ? states - 1 : states;
}

/** The same counts with the states from the last one on put together. */
function pool(group: RecencyCounts, states: number): RecencyCounts {
  const shortened = (values: readonly number[]) => [
    ...values.slice(0, states - 1),
    sum(values.slice(states - 1)),
  ];
  const { customers, seen, bought, spent } = group;
  return { customers: shortened(customers), seen: shortened(seen), bought: shortened(bought), spent };
}

function addUp(groups: readonly RecencyCounts[]): RecencyCounts {
  const [first] = groups;
  const added = (of: (group: RecencyCounts) => readonly number[]) =>
    (first === undefined ? [] : of(first)).map((_, at) =>
      groups.reduce((all, group) => all + (of(group)[at] ?? 0), 0),
    );
  return {
    ...{ customers: added((one) => one.customers), seen: added((one) => one.seen) },
    ...{ bought: added((one) => one.bought), spent: groups.reduce((all, one) => all + one.spent, 0) },
  };
}

function jackknifed(value: number, without: readonly number[], most: number): RecencyEstimate {
  const groups = without.length;
  const mean = sum(without) / groups;
  const squares = without.reduce((all, one) => all + (one - mean) ** 2, 0);
  const off = studentQuantile(0.975, Math.max(1, groups - 1)) * Math.sqrt(((groups - 1) / groups) * squares);
  return { value, low: Math.max(0, value - off), high: Math.min(most, value + off) };
}
