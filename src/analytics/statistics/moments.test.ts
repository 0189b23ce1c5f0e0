import { expect, it } from 'vitest';
import { joinMoments } from './join-moments.ts';
import { logGamma } from './log-gamma.ts';
import { momentsOfSums } from './moments-of-sums.ts';
import { momentsOfValues } from './moments-of-values.ts';
import { type Moments, varianceOf } from './moments.ts';
import { normalQuantile } from './normal-quantile.ts';
import { quantiles } from './quantiles.ts';
import { studentCdf } from './student-cdf.ts';
import { studentQuantile } from './student-quantile.ts';
import { wilsonInterval } from './wilson-interval.ts';

const spending = Float64Array.from({ length: 500 }, (_, index) =>
  index % 7 === 0 ? Math.exp(1 + 2 * Math.sin(index)) : 0,
);
const power = (exponent: number) => spending.reduce((sum, value) => sum + value ** exponent, 0);

function expectSame(one: Moments, two: Moments): void {
  expect(one.count).toBe(two.count);
  for (const key of ['mean', 'sumOfSquaredDeviations', 'sumOfCubedDeviations'] as const) {
    expect((one[key] ?? 0) / (two[key] ?? 0)).toBeCloseTo(1, 11);
  }
}

it('sums, values and joined halves give the same moments', () => {
  const whole = momentsOfValues(spending);
  expectSame(
    momentsOfSums({ count: 500, sum: power(1), sumOfSquares: power(2), sumOfCubes: power(3) }),
    whole,
  );
  expectSame(
    joinMoments(momentsOfValues(spending.subarray(0, 137)), momentsOfValues(spending.subarray(137))),
    whole,
  );
});

it('keeps the variance of small differences on a large offset', () => {
  expect(varianceOf(momentsOfValues([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]))).toBe(30);
});

it('equal values summed in floating point show no spread', () => {
  const sum = Array.from({ length: 10 }, () => 0.1).reduce((total, value) => total + value, 0);
  const squares = Array.from({ length: 10 }, () => 0.1 * 0.1).reduce((total, value) => total + value, 0);
  expect(momentsOfSums({ count: 10, sum, sumOfSquares: squares }).sumOfSquaredDeviations).toBe(0);
});

it('impossible sums are not-a-number, for the caller to refuse', () => {
  expect(momentsOfSums({ count: 10, sum: 100, sumOfSquares: 1 }).sumOfSquaredDeviations).toBeNaN();
});

it('a Student quantile is where its own distribution function says', () => {
  for (const degrees of [0.7, 1.5, 3, 77.7, 1e6]) {
    for (const p of [1e-9, 0.001, 0.025, 0.4]) {
      expect(studentCdf(studentQuantile(p, degrees), degrees) / p).toBeCloseTo(1, 9);
    }
  }
});

it('arguments outside the domain throw, never NaN', () => {
  const outside: ReadonlyArray<() => unknown> = [
    () => logGamma(0),
    () => normalQuantile(1.1),
    () => studentCdf(1, 0),
    () => studentCdf(Number.NaN, 5),
    () => wilsonInterval(3, 2),
    () => wilsonInterval(0, 0),
    () => quantiles([], [0.5]),
    () => quantiles([1, Number.NaN], [0.5]),
    () => varianceOf(momentsOfValues([1])),
  ];
  for (const call of outside) expect(call).toThrow(RangeError);
});
