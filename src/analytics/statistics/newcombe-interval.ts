import type { Interval } from './interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** How many answered, among how many. */
export type Proportion = { readonly successes: number; readonly trials: number };

/**
 * Interval for the difference of two independent proportions, first − second: Newcombe (1998), Statistics in
 * Medicine 17:873–890, method 10, the hybrid of two Wilson intervals. Holds near 0 and 1 and with unequal arms, where
 * the textbook interval fails. Stays in [−1, 1]. Throws RangeError as `wilsonInterval`.
 */
export function newcombeInterval(first: Proportion, second: Proportion, confidence = 0.95): Interval {
  const one = wilsonInterval(first.successes, first.trials, confidence);
  const two = wilsonInterval(second.successes, second.trials, confidence);
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  return {
    low: p1 - p2 - Math.hypot(p1 - one.low, two.high - p2),
    high: p1 - p2 + Math.hypot(one.high - p1, p2 - two.low),
  };
}
