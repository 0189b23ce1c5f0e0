import type { Difference } from './difference.ts';

/** What may be said of a difference; see `judgeDifference`. */
export type Verdict = 'effect' | 'harm' | 'no-effect-shown' | 'too-small-to-tell';

/**
 * The verdict, by rule and from the interval alone:
 * `effect` when it lies above zero; `harm` when it lies below; `no-effect-shown` when it holds zero and its high end is
 * under `smallestThatMatters` (> 0, in the measure's unit: for margin the cost per person), so that an effect worth having is
 * excluded; otherwise `too-small-to-tell`: the sample could not show it, `smallestDetectable` says what it could.
 * At 95 % confidence a campaign with no effect is called `effect` in 2.5 % of cases.
 */
export function judgeDifference(
  difference: Pick<Difference, 'interval'>,
  smallestThatMatters: number | null = null,
): Verdict {
  const { low, high } = difference.interval;
  if (low > 0) return 'effect';
  if (high < 0) return 'harm';
  return smallestThatMatters !== null && high < smallestThatMatters ? 'no-effect-shown' : 'too-small-to-tell';
}
