import { type Interval, upperProbability } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * Interval for a proportion of `successes` among `trials`, without continuity correction; the textbook one goes below
 * zero for response rates near 0. Wilson (1927). Stays in [0, 1]; 0 of n gives a low of exactly 0.
 * Throws RangeError unless 0 ≤ successes ≤ trials and trials > 0.
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  if (!(trials > 0 && successes >= 0 && successes <= trials && trials < Infinity)) {
    throw new RangeError(
      `a proportion needs 0 ≤ successes ≤ trials, trials > 0: got ${successes} of ${trials}`,
    );
  }
  const z = normalQuantile(upperProbability(confidence));
  const share = successes / trials;
  const scale = 1 / (1 + (z * z) / trials);
  const middle = (share + (z * z) / (2 * trials)) * scale;
  const half = z * scale * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - half),
    high: successes === trials ? 1 : Math.min(1, middle + half),
  };
}
