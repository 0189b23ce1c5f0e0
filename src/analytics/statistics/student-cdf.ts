import { normalCdf } from './normal-cdf.ts';
import { regularisedBeta } from './regularised-beta.ts';

/** From here a corrected normal law is closer than the fraction, whose rounding grows with the degrees. */
const NEARLY_NORMAL = 1e7;

/**
 * P(T ≤ t) of Student's law with `degrees` degrees of freedom, fractions allowed (Welch's are fractional).
 * Through the incomplete beta function (Abramowitz & Stegun 1964, 26.7.1; 26.7.8 from 1e7
 * degrees); the tail keeps ten digits, relative, in the range a report prints.
 * Throws RangeError unless degrees > 0, and on NaN.
 */
export function studentCdf(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) {
    throw new RangeError(`studentCdf needs a number and degrees > 0, got ${t}, ${degrees}`);
  }
  const square = t * t;
  if (degrees >= NEARLY_NORMAL) {
    return normalCdf((t * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + square / (2 * degrees)));
  }
  if (square === Infinity) return t < 0 ? 0 : 1;
  const far = degrees / (degrees + square);
  const near = square / (degrees + square);
  const tail = regularisedBeta(far, degrees / 2, 0.5, near) / 2;
  return t < 0 ? tail : 1 - tail;
}
