import { type Moments, varianceOf } from '#analytics/statistics';

/**
 * Skewness of treated mean − control mean over repetitions of the experiment: third cumulant ÷ standard error³, from
 * the arms' own moments. Near 0 for equal arms whatever the tail (it cancels), and like skewness/√n for one small arm.
 * Null when cubes are unknown.
 */
export function samplingSkewness(treated: Moments, control: Moments): number | null {
  if (treated.sumOfCubedDeviations === null || control.sumOfCubedDeviations === null) return null;
  const squaredError = varianceOf(treated) / treated.count + varianceOf(control) / control.count;
  const third =
    treated.sumOfCubedDeviations / treated.count ** 3 - control.sumOfCubedDeviations / control.count ** 3;
  return third / squaredError ** 1.5;
}
