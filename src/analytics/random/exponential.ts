import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/** A waiting time of the given rate (events per unit, > 0), mean 1 / rate, by inversion. Throws RangeError otherwise. */
export function exponential(random: RandomStream, rate = 1): number {
  if (!(rate > 0)) throw new RangeError(`exponential: rate ${rate} is not above 0`);
  return -Math.log1p(-uniform(random)) / rate;
}
