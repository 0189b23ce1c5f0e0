import { wilsonInterval } from '#analytics/statistics';

/** One stratum: how many there are, how many were looked at, how many of these count. */
export type Stratum = { readonly all: number; readonly seen: number; readonly counted: number };

export type Share = { readonly value: number; readonly low: number; readonly high: number };

/** A total estimated over strata. */
type Total = Share;

/** So many of a stratum must be looked at before anything is said of it. */
export const seenLeast = 5;

/** Looks that are missing before a share can be told. */
export function missingLooks(strata: readonly Stratum[]): number {
  return strata.reduce((sum, { all, seen }) => sum + Math.max(0, Math.min(all, seenLeast) - seen), 0);
}

/**
 * How many count over all strata, with an interval: Wilson's in each stratum, put together by the square-and-add of Zou, Huang and Zhang (2009,
 * "MOVER"), which keeps each stratum's lack of symmetry. A stratum looked at whole is certain.
 */
export function stratifiedTotal(strata: readonly Stratum[], confidence = 0.95): Total {
  let [value, below, above] = [0, 0, 0];
  for (const { all, seen, counted } of strata) {
    if (all === 0) continue;
    const share = seen === 0 ? 0.5 : counted / seen;
    value += all * share;
    if (seen >= all) continue;
    const { low, high } = seen === 0 ? { low: 0, high: 1 } : wilsonInterval(counted, seen, confidence);
    below += (all * (share - low)) ** 2;
    above += (all * (high - share)) ** 2;
  }
  return { value, low: Math.max(0, value - Math.sqrt(below)), high: value + Math.sqrt(above) };
}

/** The share of `part` in `part` and `rest` together; the interval is the widest that the two totals' own allow. */
export function shareOfTotals(part: Total, rest: Total): Share {
  const of = (a: number, b: number) => (a + b === 0 ? 1 : a / (a + b));
  return { value: of(part.value, rest.value), low: of(part.low, rest.high), high: of(part.high, rest.low) };
}
