import { smallestDetectableDifference } from '#analytics/experiments';

/**
 * The difference in response rate that this many treated and control customers would show (95 % interval clear of zero)
 * eight times out of ten, when `base` of them respond anyway. Undefined without two groups.
 */
export function smallestEffect(input: {
  treated: number;
  control: number;
  base: number;
}): number | undefined {
  const { treated, control, base } = input;
  if (treated < 2 || control < 2 || base <= 0 || base >= 1) return undefined;
  const standardError = Math.sqrt(base * (1 - base) * (1 / treated + 1 / control));
  return smallestDetectableDifference({ standardError, confidence: 0.95 });
}
