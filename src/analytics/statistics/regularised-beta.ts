import { logBeta } from './log-beta.ts';

const TINY = 1e-300;
const PRECISION = 1e-16;

/**
 * The regularised incomplete beta function Iₓ(a, b), for a, b > 0 and 0 ≤ x ≤ 1: the distribution function of a
 * Beta(a, b). Lentz's continued fraction (Abramowitz & Stegun 1964, 26.5.8), on the side where it converges in
 * O(√max(a, b)) steps. Give `oneMinusX` where it is known better than by subtraction (x near 1).
 * Throws RangeError outside the domain.
 */
export function regularisedBeta(x: number, a: number, b: number, oneMinusX = 1 - x): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`regularisedBeta needs 0 ≤ x ≤ 1, got ${x}`);
  const logFront = -logBeta(a, b);
  if (x === 0) return 0;
  if (oneMinusX === 0) return 1;
  const front = Math.exp(logFront + a * logOf(x, oneMinusX) + b * logOf(oneMinusX, x));
  const value =
    x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(oneMinusX, b, a)) / b;
  return Math.min(1, Math.max(0, value));
}

function logOf(value: number, complement: number): number {
  return value > 0.5 ? Math.log1p(-complement) : Math.log(value);
}

function fraction(x: number, a: number, b: number): number {
  const steps = 500 + 20 * Math.sqrt(Math.max(a, b));
  let c = 1;
  let d = 1 / avoidZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < steps; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / avoidZero(1 + even * d);
    c = avoidZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / avoidZero(1 + odd * d);
    c = avoidZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return product;
}

function avoidZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
