import { logGamma, stirlingRemainder } from './log-gamma.ts';

const LARGE = 12;

/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b), for a, b > 0.
 * When one argument is large its Γ and that of the sum nearly cancel; the difference is then taken inside
 * Stirling's series (Didonato & Morris 1992, algorithm 708, "algdiv"), which keeps 14 digits at a = 1e8.
 * Throws RangeError unless both are finite and > 0.
 */
export function logBeta(a: number, b: number): number {
  const large = Math.max(a, b);
  const small = Math.min(a, b);
  if (!(small > 0) || !(large < Infinity)) {
    throw new RangeError(`logBeta needs finite a, b > 0, got ${a}, ${b}`);
  }
  if (large < LARGE) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = large + small;
  const remainder = stirlingRemainder(large) - stirlingRemainder(sum);
  return (
    logGamma(small) + remainder - (large - 0.5) * Math.log1p(small / large) - small * Math.log(sum) + small
  );
}
