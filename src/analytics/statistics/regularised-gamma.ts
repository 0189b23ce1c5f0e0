import { logGamma, stirlingRemainder } from './log-gamma.ts';

const TINY = 1e-300;
const PRECISION = 1e-16;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const LARGE = 12;

/**
 * The lower and upper regularised incomplete gamma functions, P(a, x) and Q(a, x) = 1 − P(a, x), for a > 0, x ≥ 0.
 * Power series below x = a + 1, Lentz's continued fraction above (Abramowitz & Stegun 1964, 6.5.29 and 6.5.31), so
 * that the smaller of the two keeps its relative precision. O(√a) steps. Throws RangeError outside the domain.
 */
export function regularisedGamma(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0) || !(a < Infinity) || !(x >= 0)) {
    throw new RangeError(`regularisedGamma needs finite a > 0 and x ≥ 0, got ${a}, ${x}`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const front = Math.exp(logFront(a, x));
  if (x < a + 1) {
    const lower = Math.min(1, front * lowerSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = front * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** a ln x − x − ln Γ(a); for large a the three nearly cancel, so they are taken as one about x = a. */
function logFront(a: number, x: number): number {
  if (a < LARGE) return a * Math.log(x) - x - logGamma(a);
  const off = (x - a) / a;
  return a * (Math.log1p(off) - off) + Math.log(a) / 2 - HALF_LOG_TWO_PI - stirlingRemainder(a);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = a + 1; term > sum * PRECISION; step += 1) {
    term *= x / step;
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const steps = 500 + 20 * Math.sqrt(a);
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let product = d;
  for (let step = 1; step < steps; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / avoidZero(numerator * d + b);
    c = avoidZero(b + numerator / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return product;
}

function avoidZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
