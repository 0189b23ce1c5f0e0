import { normalQuantile } from './normal-quantile.ts';
import { studentCdf } from './student-cdf.ts';

const MOST_STEPS = 400;

/**
 * The t below which Student's law with `degrees` degrees of freedom falls with probability p.
 * Bisection on `studentCdf` from the normal quantile outwards (Student's tails are the heavier): some sixty
 * evaluations, no start to guess wrong. 0 and 1 give ∓Infinity; throws RangeError outside [0, 1] or unless degrees > 0.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0 && p <= 1) || !(degrees > 0)) {
    throw new RangeError(`studentQuantile needs 0 ≤ p ≤ 1 and degrees > 0, got ${p}, ${degrees}`);
  }
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const tail = Math.min(p, 1 - p);
  let high = normalQuantile(tail);
  let low = high;
  while (studentCdf(low, degrees) > tail && low > -1e300) {
    high = low;
    low *= 2;
  }
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (studentCdf(middle, degrees) > tail) high = middle;
    else low = middle;
  }
  const size = -(low + high) / 2;
  return p < 0.5 ? -size : size;
}
