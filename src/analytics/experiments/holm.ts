/**
 * p-values corrected for being several, in the order given: Holm (1979), Scandinavian Journal of Statistics 6:65–70.
 * Below 0.05 after correction, all such differences hold together with error at most 5 %, whatever their dependence.
 * Throws RangeError on a p outside [0, 1].
 */
export function holmCorrection(pValues: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: pValues.length }, (_, index) => index);
  const p = Float64Array.from(pValues);
  if (!p.every((value) => value >= 0 && value <= 1)) throw new RangeError('a p-value lies between 0 and 1');
  order.sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const corrected = new Float64Array(p.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * (p[index] ?? 0)));
    corrected[index] = largest;
  });
  return corrected;
}
