import { regularisedGamma } from './regularised-gamma.ts';

/**
 * P(Z ≤ z) of the standard normal law, by Φ(−|z|) = ½ Q(½, z²/2): tails keep their relative precision down to
 * z = −37, so a p-value of 1e-100 is 1e-100 and not 0. Takes ±Infinity; throws RangeError on NaN.
 */
export function normalCdf(z: number): number {
  const { lower, upper } = regularisedGamma(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}
