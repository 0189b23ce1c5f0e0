import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { logBeta } from './log-beta.ts';
import { logGamma } from './log-gamma.ts';
import { momentsOfValues } from './moments-of-values.ts';
import { varianceOf } from './moments.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import { normalCdf } from './normal-cdf.ts';
import { normalDensity } from './normal-density.ts';
import { normalQuantile } from './normal-quantile.ts';
import { quantiles } from './quantiles.ts';
import { regularisedBeta } from './regularised-beta.ts';
import { regularisedGamma } from './regularised-gamma.ts';
import { skewnessOfMoments } from './skewness-of-moments.ts';
import { studentCdf } from './student-cdf.ts';
import { studentQuantile } from './student-quantile.ts';
import { type EstimatedMean, welchDifference } from './welch-difference.ts';
import { wilsonInterval } from './wilson-interval.ts';

const reference = readReference('statistics.csv');
const sample = Float64Array.from(
  reference.filter((line) => line.name === 'sample'),
  (line) => line.value,
);

const estimated = (mean: number, variance: number, count: number): EstimatedMean => ({
  mean,
  squaredError: variance / count,
  degrees: count - 1,
});
const newcombe = (k1: number, n1: number, k2: number, n2: number) =>
  newcombeInterval({ successes: k1, trials: n1 }, { successes: k2, trials: n2 });
const welch = (m1: number, s1: number, n1: number, m2: number, s2: number, n2: number) =>
  welchDifference(estimated(m1, s1 * s1, n1), estimated(m2, s2 * s2, n2));
const welchOfSample = (cut: number) => {
  const [first, second] = [momentsOfValues(sample.slice(0, cut)), momentsOfValues(sample.slice(cut))];
  return welchDifference(
    estimated(first.mean, varianceOf(first), first.count),
    estimated(second.mean, varianceOf(second), second.count),
  );
};

/** Ours under the reference's name, and the largest relative (or, near zero, absolute) difference allowed. */
const ours: Record<string, [(...figures: number[]) => number, number]> = {
  logGamma: [logGamma, 1e-12],
  logBeta: [logBeta, 1e-13],
  gammaLower: [(a, x) => regularisedGamma(a, x).lower, 1e-10],
  gammaUpper: [(a, x) => regularisedGamma(a, x).upper, 1e-10],
  regularisedBeta: [(x, a, b) => regularisedBeta(x, a, b), 1e-10],
  normalCdf: [normalCdf, 1e-12],
  normalDensity: [normalDensity, 1e-14],
  normalQuantile: [normalQuantile, 1e-14],
  studentCdf: [studentCdf, 1e-10],
  // SciPy 1.10's own quantile is good to nine digits below two degrees; ours inverts the function checked above.
  studentQuantile: [studentQuantile, 1e-8],
  wilsonLow: [(k, n) => wilsonInterval(k, n).low, 1e-12],
  wilsonHigh: [(k, n) => wilsonInterval(k, n).high, 1e-12],
  newcombeLow: [(k1, n1, k2, n2) => newcombe(k1, n1, k2, n2).low, 1e-12],
  newcombeHigh: [(k1, n1, k2, n2) => newcombe(k1, n1, k2, n2).high, 1e-12],
  welchT: [(...six) => welch(...(six as Parameters<typeof welch>)).t, 1e-13],
  welchP: [(...six) => welch(...(six as Parameters<typeof welch>)).p, 1e-10],
  mean: [() => momentsOfValues(sample).mean, 1e-14],
  variance: [() => varianceOf(momentsOfValues(sample)), 1e-12],
  skewness: [() => skewnessOfMoments(momentsOfValues(sample)) ?? 0, 1e-10],
  quantile: [(p) => quantiles(sample, [p])[0] ?? 0, 1e-14],
  welchSampleT: [(cut) => welchOfSample(cut).t, 1e-12],
  welchSampleP: [(cut) => welchOfSample(cut).p, 1e-12],
  welchSampleLow: [(cut) => welchOfSample(cut).interval.low, 1e-12],
  welchSampleHigh: [(cut) => welchOfSample(cut).interval.high, 1e-12],
};

describe('agrees with SciPy and statsmodels', () => {
  const names = [...new Set(reference.map((line) => line.name))].filter((name) => name !== 'sample');

  it.each(names)('%s', (name) => {
    const [compute, tolerance] = ours[name] ?? [() => Number.NaN, 0];
    for (const line of reference.filter((each) => each.name === name)) {
      const value = compute(...line.arguments);
      const scale = Math.abs(line.value) < 1e-300 ? 1 : Math.abs(line.value);
      const difference = Math.min(Math.abs(value - line.value) / scale, 100 * Math.abs(value - line.value));
      expect(difference, `${name}(${line.arguments.join(', ')}) = ${value}, not ${line.value}`).toBeLessThan(
        tolerance,
      );
    }
  });

  it('every function of ours in the table has lines', () => {
    expect([...names].sort()).toEqual(Object.keys(ours).sort());
  });
});
