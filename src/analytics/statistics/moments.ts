/** Numbers in typed arrays or plain ones; read only. */
export type Values = ArrayLike<number>;

/**
 * A sample in four figures, enough for a mean, its standard error and its skewness; two can be joined.
 * `sumOfSquaredDeviations` and `sumOfCubedDeviations` are about the mean. The latter is null when unknown.
 */
export type Moments = {
  readonly count: number;
  readonly mean: number;
  readonly sumOfSquaredDeviations: number;
  readonly sumOfCubedDeviations: number | null;
};

/** Unbiased variance, dividing by count − 1. Throws RangeError below two values. */
export function varianceOf(moments: Moments): number {
  if (moments.count < 2) throw new RangeError(`a variance needs two values, got ${moments.count}`);
  return moments.sumOfSquaredDeviations / (moments.count - 1);
}
