import { gamma } from './gamma.ts';
import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/**
 * A beta draw in [0, 1] of parameters a, b > 0: mean a / (a + b). Two gammas; when both are ≤ 1, Jöhnk's method (1964)
 * in logarithms, because two tiny gammas can both underflow. Throws RangeError for other parameters.
 */
export function beta(random: RandomStream, a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) throw new RangeError(`beta: parameters ${a}, ${b} must be above 0`);
  if (a > 1 || b > 1) {
    const x = gamma(random, a);
    return x / (x + gamma(random, b));
  }
  for (;;) {
    const logX = Math.log(1 - uniform(random)) / a;
    const logY = Math.log(1 - uniform(random)) / b;
    const larger = Math.max(logX, logY);
    const logSum = larger + Math.log(Math.exp(logX - larger) + Math.exp(logY - larger));
    if (logSum <= 0) return Math.exp(logX - logSum);
  }
}
