import { gamma } from './gamma.ts';
import { poisson } from './poisson.ts';
import type { RandomStream } from './stream.ts';

/**
 * A negative binomial count as the field uses it: a Poisson whose mean is gamma(shape, rate) over the population
 * (Ehrenberg 1959). Mean m = shape / rate, variance m + m² / shape. Throws RangeError unless both are above 0.
 */
export function negativeBinomial(random: RandomStream, shape: number, rate: number): number {
  return poisson(random, gamma(random, shape, rate));
}
