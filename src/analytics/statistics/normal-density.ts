const ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;

/** The density of the standard normal law at z, exp(−z²/2)/√(2π). */
export function normalDensity(z: number): number {
  return ONE_OVER_ROOT_TWO_PI * Math.exp((-z * z) / 2);
}
