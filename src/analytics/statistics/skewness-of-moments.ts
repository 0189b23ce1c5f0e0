import type { Moments } from './moments.ts';

/**
 * Skewness m₃ ÷ m₂^1.5 of a sample (Fisher–Pearson g₁, not bias-corrected): 0 symmetric, 2 exponential, 10 and more
 * for spending where few buy. Null when cubes are unknown or there is no spread.
 */
export function skewnessOfMoments(moments: Moments): number | null {
  const { count, sumOfSquaredDeviations, sumOfCubedDeviations } = moments;
  if (sumOfCubedDeviations === null || !(sumOfSquaredDeviations > 0)) return null;
  return (Math.sqrt(count) * sumOfCubedDeviations) / sumOfSquaredDeviations ** 1.5;
}
