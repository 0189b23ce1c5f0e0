import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/**
 * A normal draw with the given mean and standard deviation (≥ 0), by Marsaglia's polar method (Marsaglia, Bray 1964).
 * The second value of each pair is dropped so that the stream's state stays four words.
 */
export function normal(random: RandomStream, mean = 0, deviation = 1): number {
  for (;;) {
    const x = 2 * uniform(random) - 1;
    const y = 2 * uniform(random) - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return mean + deviation * x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}
