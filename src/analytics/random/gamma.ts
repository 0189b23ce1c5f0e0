import { normal } from './normal.ts';
import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/**
 * A gamma draw of shape k > 0 and rate β > 0: mean k / β, variance k / β². Marsaglia, Tsang (2000), A simple method for
 * generating gamma variables; shapes below 1 by their boost U^(1/k), which can underflow to 0 for shapes under about 0.01.
 * Throws RangeError for other parameters.
 */
export function gamma(random: RandomStream, shape: number, rate = 1): number {
  if (!(shape > 0) || !(rate > 0))
    throw new RangeError(`gamma: shape ${shape}, rate ${rate} must be above 0`);
  if (shape < 1) {
    const boosted = gamma(random, shape + 1, rate);
    return boosted * (1 - uniform(random)) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - uniform(random);
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}
