import { normalQuantile } from '#analytics/statistics';

/** A quantile of some values, and the variance it is known with. */
export type KnownQuantile = { readonly value: number; readonly variance: number };

/** The value that a share of sorted values lies at or below, between two of them by the line (Hyndman & Fan 1996, type 7). */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  const below = sorted[low] ?? Number.NaN;
  return below + (at - low) * ((sorted[high] ?? Number.NaN) - below);
}

/**
 * A quantile and its variance from the values around it, whatever their distribution: half the width of the binomial interval of its
 * rank (Woodruff 1952). Sorts a copy. Needs some 30 values or more; with fewer the ranks reach the ends and the variance is too small.
 */
export function knownQuantile(values: Float64Array, share: number): KnownQuantile {
  const sorted = values.toSorted();
  const wide = normalQuantile(0.975);
  const off = wide * Math.sqrt((share * (1 - share)) / Math.max(1, sorted.length));
  const at = (where: number) => quantileOfSorted(sorted, Math.min(1, Math.max(0, where)));
  return {
    value: at(share),
    variance: ((at(share + off) - at(share - off)) / (2 * wide)) ** 2,
  };
}

/** How far a forecast of a quantile is from what came: the loss whose least mean is that quantile (Koenker & Bassett 1978). */
export function quantileLoss(actual: number, forecast: number, share: number): number {
  return actual >= forecast ? share * (actual - forecast) : (1 - share) * (forecast - actual);
}
