/** Pairs of records with their log₂ odds, as columns. */
export type Links = {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly bits: Float32Array;
};

/** Which cluster each record is in, named by its first record, and the links that were not followed because their clusters contradict each other. */
export type Clusters = {
  readonly clusterOf: Int32Array;
  /** Places in the links. */
  readonly refused: Int32Array;
};

/**
 * Joins records by their links, strongest first. Two clusters are joined when what is known of both, together, is for it (`bitsBetween`
 * at 0 or above). So a chain (A like B, B like C, C unlike A) ends where it stops making sense, and is told. `certain` pairs are joined first
 * and unasked; `forbids` says when two clusters never may be. Links of equal strength are taken in the order of their records. The result does not
 * depend on the order of the links.
 */
export function clusterLinks(input: {
  readonly records: number;
  readonly links: Links;
  readonly leastBits: number;
  bitsBetween(first: readonly number[], second: readonly number[]): number;
  readonly certain?: Iterable<readonly [number, number]>;
  readonly forbids?: (first: readonly number[], second: readonly number[]) => boolean;
}): Clusters {
  const { links, leastBits } = input;
  const sets = createSets(input.records);
  const refused: number[] = [];
  const never = input.forbids ?? (() => false);
  const agree = (a: readonly number[], b: readonly number[]) =>
    (a.length === 1 && b.length === 1) ||
    ((a[0] ?? 0) < (b[0] ?? 0) ? input.bitsBetween(a, b) : input.bitsBetween(b, a)) >= 0;
  for (const [one, other] of input.certain ?? []) {
    const [a, b] = [sets.membersOf(one), sets.membersOf(other)];
    if (a !== b && !never(a, b)) sets.join(one, other);
  }
  for (const link of strongestFirst(links, leastBits)) {
    const [one, other] = [links.first[link] ?? 0, links.second[link] ?? 0];
    const [a, b] = [sets.membersOf(one), sets.membersOf(other)];
    if (a === b) continue;
    if (!never(a, b) && agree(a, b)) sets.join(one, other);
    else refused.push(link);
  }
  return { clusterOf: sets.names(), refused: Int32Array.from(refused) };
}

function strongestFirst({ first, second, bits }: Links, leastBits: number): number[] {
  const strong: number[] = [];
  for (let link = 0; link < bits.length; link += 1) if ((bits[link] ?? 0) >= leastBits) strong.push(link);
  const low = (link: number) => Math.min(first[link] ?? 0, second[link] ?? 0);
  const high = (link: number) => Math.max(first[link] ?? 0, second[link] ?? 0);
  return strong.sort((a, b) => (bits[b] ?? 0) - (bits[a] ?? 0) || low(a) - low(b) || high(a) - high(b));
}

/** Disjoint sets that know their members in ascending order; a record alone needs no memory of its own. */
function createSets(records: number) {
  const setOf = new Int32Array(records).fill(-1);
  const sets: number[][] = [];
  const membersOf = (record: number): readonly number[] => sets[setOf[record] ?? -1] ?? alone(record);
  function alone(record: number): readonly number[] {
    return [record];
  }
  return {
    /** The same array for records of one set of two or more. */
    membersOf,
    join(one: number, other: number): void {
      const [a, b] = [membersOf(one), membersOf(other)];
      const members = [...a, ...b].toSorted((x, y) => x - y);
      let set = setOf[one] ?? -1;
      if (set === -1) set = setOf[other] ?? -1;
      if (set === -1) set = sets.length;
      const emptied = setOf[other] ?? -1;
      if (emptied !== -1 && emptied !== set) sets[emptied] = [];
      sets[set] = members;
      for (const member of members) setOf[member] = set;
    },
    names: () => Int32Array.from(setOf, (set, record) => sets[set]?.[0] ?? record),
  };
}
