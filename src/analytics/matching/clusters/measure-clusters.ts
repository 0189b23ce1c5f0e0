/** How clusters compare with the truth, over pairs of records. */
export type PairQuality = {
  readonly pairs: number;
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/**
 * Pairwise precision and recall of clusters: of the pairs put together, how many truly are; of the true pairs, how many were put together.
 * `entityOf` names whom each record is, below 0 when not known (the record is left out). With `side`, only pairs across sides count.
 * Nothing found and nothing to find is 1. O(n).
 */
export function measureClusters(clusterOf: Int32Array, entityOf: Int32Array, side?: Uint8Array): PairQuality {
  const known = entityOf.map((entity) => (entity >= 0 ? 1 : 0));
  const pairs = pairsWithin(clusterOf, known, side);
  const truePairs = pairsWithin(entityOf, known, side);
  const cells = new Map<string, number>();
  const both = Int32Array.from(clusterOf, (cluster, record) => {
    const name = `${cluster} ${entityOf[record]}`;
    const cell = cells.get(name) ?? cells.size;
    cells.set(name, cell);
    return cell;
  });
  const foundPairs = pairsWithin(both, known, side);
  const precision = pairs === 0 ? 1 : foundPairs / pairs;
  const recall = truePairs === 0 ? 1 : foundPairs / truePairs;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { pairs, truePairs, foundPairs, precision, recall, f1 };
}

/** Pairs of records in one group; with `side`, of different sides. */
export function pairsWithin(groupOf: Int32Array, counted?: Int32Array, side?: Uint8Array): number {
  const sizes = new Map<number, [number, number]>();
  for (const [record, group] of groupOf.entries()) {
    if (counted?.[record] === 0) continue;
    const size = sizes.get(group) ?? [0, 0];
    size[side?.[record] === 1 ? 1 : 0] += 1;
    sizes.set(group, size);
  }
  let pairs = 0;
  for (const [left, right] of sizes.values())
    pairs += side === undefined ? (left * (left - 1)) / 2 : left * right;
  return pairs;
}
