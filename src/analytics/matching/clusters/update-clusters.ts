import { createDisjointSets } from '../households/disjoint-sets.ts';
import { clusterLinks, type Links } from './cluster-links.ts';
import { createLinkList } from './link-list.ts';

/**
 * Clusters after new links: only what the new links touch, with all that strong links tie to it, is clustered anew; everybody else stays. The result is that
 * of clustering everything again, whatever the order in which links came. `records` is how many there are now, `fresh` the links of those that came.
 */
export function updateClusters(input: {
  readonly records: number;
  readonly clusterOf: Int32Array;
  readonly links: Links;
  readonly fresh: Links;
  readonly leastBits: number;
  bitsBetween(first: readonly number[], second: readonly number[]): number;
  readonly certain?: readonly (readonly [number, number])[];
  readonly forbids?: (first: readonly number[], second: readonly number[]) => boolean;
}): Int32Array {
  const { records, links, fresh, leastBits, certain = [] } = input;
  const clusterOf = Int32Array.from({ length: records }, (_, record) => input.clusterOf[record] ?? record);
  const tied = createDisjointSets(Int32Array.from({ length: records }, (_, record) => record));
  for (const some of [links, fresh])
    for (let at = 0; at < some.bits.length; at += 1)
      if ((some.bits[at] ?? 0) >= leastBits) tied.join(some.first[at] ?? 0, some.second[at] ?? 0);
  for (const [one, other] of certain) tied.join(one, other);
  const touched = new Set<number>();
  for (let record = input.clusterOf.length; record < records; record += 1) touched.add(tied.find(record));
  const members: number[] = [];
  const placeOf = new Map<number, number>();
  for (let record = 0; record < records; record += 1)
    if (touched.has(tied.find(record))) {
      placeOf.set(record, members.length);
      members.push(record);
    }
  const local = createLinkList();
  for (const some of [links, fresh])
    for (let at = 0; at < some.bits.length; at += 1) {
      const [one, other] = [placeOf.get(some.first[at] ?? 0), placeOf.get(some.second[at] ?? 0)];
      if (one !== undefined && other !== undefined) local.add(one, other, some.bits[at] ?? 0);
    }
  const at = (place: number) => members[place] ?? 0;
  const all = (places: readonly number[]) => places.map(at);
  const anew = clusterLinks({
    records: members.length,
    links: local.finish(),
    leastBits,
    bitsBetween: (one, other) => input.bitsBetween(all(one), all(other)),
    certain: certain.flatMap(([one, other]) => {
      const [a, b] = [placeOf.get(one), placeOf.get(other)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    }),
    ...(input.forbids === undefined
      ? {}
      : { forbids: (one, other) => input.forbids?.(all(one), all(other)) ?? false }),
  });
  for (const [place, record] of members.entries()) clusterOf[record] = at(anew.clusterOf[place] ?? place);
  return clusterOf;
}
