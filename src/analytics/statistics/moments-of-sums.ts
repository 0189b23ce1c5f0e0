import type { Moments } from './moments.ts';

/** What a database returns in one line: count, Σv, Σv², and Σv³ where it was asked for. */
export type Sums = {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly sumOfCubes?: number;
};

/**
 * The same as `momentsOfValues` from sums. Exact arithmetic would agree; floating point loses about
 * 2·log₁₀(mean ÷ deviation) digits, nothing for spending where the deviation exceeds the mean. A sum of squared
 * deviations below 1e-13 of Σv² is rounding and becomes 0, so that equal values show no spread.
 */
export function momentsOfSums({ count, sum, sumOfSquares, sumOfCubes }: Sums): Moments {
  if (count === 0) return { count, mean: 0, sumOfSquaredDeviations: 0, sumOfCubedDeviations: 0 };
  const mean = sum / count;
  const squares = sumOfSquares - sum * mean;
  const spread = squares > 1e-13 * sumOfSquares ? squares : squares >= -1e-9 * sumOfSquares ? 0 : Number.NaN;
  const cubes =
    sumOfCubes === undefined ? null : sumOfCubes - 3 * mean * sumOfSquares + 2 * count * mean * mean * mean;
  return { count, mean, sumOfSquaredDeviations: spread, sumOfCubedDeviations: spread === 0 ? 0 : cubes };
}
