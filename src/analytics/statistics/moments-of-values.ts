import type { Moments, Values } from './moments.ts';

/**
 * Count, mean and central sums of a sample in one pass that does not lose digits on large offsets.
 * Welford (1962), with the third order of Terriberry (2007). Any unit; O(n). An empty sample has mean 0; a NaN
 * among the values makes the mean NaN, which callers refuse.
 */
export function momentsOfValues(values: Values): Moments {
  let mean = 0;
  let squares = 0;
  let cubes = 0;
  for (let index = 0; index < values.length; index += 1) {
    const count = index + 1;
    const delta = (values[index] ?? Number.NaN) - mean;
    const step = delta / count;
    const term = delta * step * index;
    mean += step;
    cubes += term * step * (count - 2) - 3 * step * squares;
    squares += term;
  }
  return { count: values.length, mean, sumOfSquaredDeviations: squares, sumOfCubedDeviations: cubes };
}
