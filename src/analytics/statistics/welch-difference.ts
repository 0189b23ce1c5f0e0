import { type Interval, upperProbability } from './interval.ts';
import { studentCdf } from './student-cdf.ts';
import { studentQuantile } from './student-quantile.ts';

/** A mean known with an error: the square of its standard error, and the degrees of freedom behind that. */
export type EstimatedMean = {
  readonly mean: number;
  readonly squaredError: number;
  readonly degrees: number;
};

/** A difference with its standard error, Student statistic, degrees of freedom, two-sided p-value and interval. */
export type WelchDifference = {
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  readonly degrees: number;
  readonly p: number;
  readonly interval: Interval;
};

/**
 * first − second for two independent means of unequal variances: Welch (1947), degrees of freedom by
 * Satterthwaite (1946). For a plain mean give squaredError = variance ÷ count and degrees = count − 1.
 * Assumes means near normal. Throws RangeError when neither mean has an error.
 */
export function welchDifference(
  first: EstimatedMean,
  second: EstimatedMean,
  confidence = 0.95,
): WelchDifference {
  const squaredError = first.squaredError + second.squaredError;
  if (!(squaredError > 0)) throw new RangeError('a Welch interval needs spread in at least one arm');
  const shareOfFirst = first.squaredError / squaredError;
  const shareOfSecond = second.squaredError / squaredError;
  const degrees = 1 / (shareOfFirst ** 2 / first.degrees + shareOfSecond ** 2 / second.degrees);
  const estimate = first.mean - second.mean;
  const standardError = Math.sqrt(squaredError);
  const t = estimate / standardError;
  const half = studentQuantile(upperProbability(confidence), degrees) * standardError;
  return {
    estimate,
    standardError,
    t,
    degrees,
    p: 2 * studentCdf(-Math.abs(t), degrees),
    interval: { low: estimate - half, high: estimate + half },
  };
}
