import { normalQuantile, upperProbability } from '#analytics/statistics';

/**
 * The true difference that an experiment with this standard error shows (interval clear of zero) with probability
 * `power`: (z₁₋α/₂ + z_power) × standard error; 2.80 × at 95 % and 80 %. Normal approximation; in the measure's unit.
 * Bloom (1995), Evaluation Review 19:547–556.
 */
export function smallestDetectableDifference(input: {
  readonly standardError: number;
  readonly confidence: number;
  readonly power?: number;
}): number {
  const { standardError, confidence, power = 0.8 } = input;
  return (normalQuantile(upperProbability(confidence)) + normalQuantile(power)) * standardError;
}
