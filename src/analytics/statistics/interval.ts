/** A range that holds the true value in `confidence` of repetitions; in the unit of what it is about. */
export type Interval = { readonly low: number; readonly high: number };

/** The z that leaves (1 − confidence)/2 on each side is `normalQuantile(upperProbability(confidence))`. */
export function upperProbability(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`);
  }
  return (1 + confidence) / 2;
}
