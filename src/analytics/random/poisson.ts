import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/**
 * A Poisson count of the given mean ≥ 0. Below 10 by multiplying uniforms (Knuth); from 10 by transformed rejection
 * (Hörmann 1993, PTRS), whose cost does not grow with the mean. Throws RangeError for a negative or infinite mean.
 */
export function poisson(random: RandomStream, mean: number): number {
  if (!(mean >= 0) || mean === Infinity)
    throw new RangeError(`poisson: mean ${mean} is not a finite number ≥ 0`);
  return mean < 10 ? byMultiplying(random, mean) : byTransformedRejection(random, mean);
}

function byMultiplying(random: RandomStream, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(random); product > limit; product *= uniform(random)) count++;
  return count;
}

function byTransformedRejection(random: RandomStream, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quickLimit = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform(random) - 0.5;
    const v = 1 - uniform(random);
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= quickLimit) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const logRatio = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
    if (logRatio <= count * logMean - mean - logFactorial(count)) return count;
  }
}

/** ln(n!), exact sum below 16, then Stirling's series (error below 1e-13). */
function logFactorial(n: number): number {
  if (n < 16) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const x = n + 1;
  const inverse = 1 / (x * x);
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - inverse / 1680) * inverse) * inverse) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
