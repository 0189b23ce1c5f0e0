import type { Values } from './moments.ts';

/**
 * Quantiles of a sample at the given probabilities, by straight line between order statistics: Hyndman & Fan (1996)
 * type 7, the default of R and NumPy. The input is left as it was; O(n log n).
 * Throws RangeError on an empty sample, a NaN, or a probability outside [0, 1].
 */
export function quantiles(values: Values, probabilities: Values): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  if (last < 0 || Number.isNaN(sorted[last])) throw new RangeError('quantiles need values, and no NaN');
  return Float64Array.from(probabilities, (p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile needs 0 ≤ p ≤ 1, got ${p}`);
    const position = p * last;
    const below = Math.floor(position);
    const lower = sorted[below] ?? Number.NaN;
    const upper = sorted[Math.min(below + 1, last)] ?? Number.NaN;
    return lower === upper ? lower : lower + (position - below) * (upper - lower);
  });
}
