import type { Moments } from './moments.ts';

/**
 * The moments of two samples put together, from those of each: for chunks, shards and days.
 * Chan, Golub & LeVeque (1979) for squares, Pébay (2008) for cubes. The order does not matter beyond rounding.
 */
export function joinMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  const shareOfB = b.count / count;
  const squares = a.sumOfSquaredDeviations + b.sumOfSquaredDeviations + delta * delta * a.count * shareOfB;
  const cubes =
    a.sumOfCubedDeviations === null || b.sumOfCubedDeviations === null
      ? null
      : a.sumOfCubedDeviations +
        b.sumOfCubedDeviations +
        (delta * delta * delta * a.count * b.count * (a.count - b.count)) / (count * count) +
        (3 * delta * (a.count * b.sumOfSquaredDeviations - b.count * a.sumOfSquaredDeviations)) / count;
  return {
    count,
    mean: a.mean + delta * shareOfB,
    sumOfSquaredDeviations: squares,
    sumOfCubedDeviations: cubes,
  };
}
