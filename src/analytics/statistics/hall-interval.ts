import type { Interval } from './interval.ts';

/**
 * Interval for an estimate whose sampling law is skewed: Hall (1992), Journal of the Royal Statistical Society B
 * 54:221–228, the monotone cubic that removes skewness from Student's statistic; for two samples Zhou & Dinh (2005),
 * Biostatistics 6:187–200. `skewness` is that of the estimate itself (third cumulant ÷ standardError³),
 * `multiplier` the two-sided quantile. Skewness 0 gives the symmetric interval. A long right tail moves both ends right.
 */
export function hallInterval(input: {
  readonly estimate: number;
  readonly standardError: number;
  readonly skewness: number;
  readonly multiplier: number;
}): Interval {
  const { estimate, standardError, skewness, multiplier } = input;
  const back = (x: number): number =>
    Math.abs(skewness) < 1e-6
      ? x - (skewness / 6) * (1 + 2 * x * x)
      : (3 / skewness) * (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1);
  return {
    low: estimate - standardError * back(multiplier),
    high: estimate - standardError * back(-multiplier),
  };
}
