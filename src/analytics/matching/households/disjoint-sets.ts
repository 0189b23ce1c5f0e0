/** Disjoint sets of records, each named by its first one, whatever the order of the joins. */
export type DisjointSets = { find(record: number): number; join(one: number, other: number): void };

/** Sets that start as the clusters given. */
export function createDisjointSets(clusterOf: Int32Array): DisjointSets {
  const parent = clusterOf.slice();
  const find = (record: number): number => {
    let root = record;
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root;
    for (let at = record; at !== root; ) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  return {
    find,
    join(one, other) {
      const [a, b] = [find(one), find(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
  };
}
