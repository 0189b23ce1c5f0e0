import { clusterLinks } from '#analytics/matching';
import type { Ties } from '#identify/matching';
import { clusterByKeys, type KeyGroup } from './cluster-by-keys.ts';
import { clearlyDifferent, type NamedPerson } from './given-names.ts';
import { UnionFind } from './union-find.ts';

/** A person as clustering sees her; `origin` says where she comes from, the same whatever her number; `siren` only a company's own record has. */
export type ClusteredPerson = NamedPerson & { readonly origin: string; readonly siren: string };

/**
 * Which persons are one customer: person → the smallest person of her cluster. Joined are those whom people decided to be the same, then those whom
 * equal keys join (`clusterByKeys`), then those whom links join, strongest first, where the clusters they join agree on the whole. No cluster ever
 * holds two whom people decided to be different, nor two companies of different SIREN: what would is parted along its weakest ties. Depends on what is given, never on its order.
 */
export function clusterPersons(
  persons: ReadonlyMap<number, ClusteredPerson>,
  groups: readonly KeyGroup[],
  ties: Ties,
): Map<number, number> {
  const byKeys = clusterByKeys(persons, groups);
  const companies = [...persons].filter(([, { siren }]) => siren !== '');
  if (ties.links.length + ties.same.length + ties.different.length + companies.length === 0) return byKeys;
  const ids = inOrderOfOrigin(persons);
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const placed = ([one, other]: readonly [number, number]): [number, number] => {
    const [a, b] = [placeOf.get(one) ?? 0, placeOf.get(other) ?? 0];
    return a < b ? [a, b] : [b, a];
  };
  const sirenOf = new Map(companies.map(([id, { siren }]) => [placeOf.get(id) ?? 0, siren]));
  const apart = createApart(ties.different.map(placed), sirenOf);
  const certain = [ties.same, ...keyPairs(persons, groups, byKeys, ties)].flatMap((pairs) =>
    inOrder(pairs.map(placed)),
  );
  const named = (places: readonly number[]) => places.map((place) => ids[place] ?? 0);
  const { clusterOf } = clusterLinks({
    records: ids.length,
    links: columnsOf(ties.links, placed),
    leastBits: Number.NEGATIVE_INFINITY,
    bitsBetween: (first, second) => ties.bitsBetween(named(first), named(second)),
    certain,
    forbids: apart,
  });
  return smallestOfEach(ids, clusterOf);
}

function inOrderOfOrigin(persons: ReadonlyMap<number, ClusteredPerson>): number[] {
  const sorted = [...persons].sort(([, { origin: a }], [, { origin: b }]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([id]) => id);
}

const inOrder = (pairs: readonly (readonly [number, number])[]) =>
  pairs.toSorted(([a, b], [c, d]) => a - c || b - d);

/**
 * The joins that keys ask for, as pairs, the surest first. Where nobody was decided to be different, a cluster of keys joins whole. Where somebody was,
 * each pair that shares a card comes first, then each that shares an e-mail or a phone under names that may be one.
 */
function keyPairs(
  persons: ReadonlyMap<number, ClusteredPerson>,
  groups: readonly KeyGroup[],
  byKeys: ReadonlyMap<number, number>,
  { same, different }: Pick<Ties, 'same' | 'different'>,
): (readonly [number, number])[][] {
  const sets = new UnionFind();
  for (const [person, cluster] of byKeys) sets.join(person, cluster);
  for (const [one, other] of same) sets.join(one, other);
  const disputed = different.filter(([one, other]) => sets.find(one) === sets.find(other));
  const torn = new Set(disputed.map(([one]) => sets.find(one)));
  const sirenOfSet = new Map<number, string>();
  for (const [person, { siren }] of persons) {
    if (siren === '') continue;
    const known = sirenOfSet.get(sets.find(person)) ?? siren;
    sirenOfSet.set(sets.find(person), known);
    if (known !== siren) torn.add(sets.find(person));
  }
  const isTorn = (person: number) => torn.has(sets.find(person));
  const named = (person: number) => persons.get(person) ?? { givenName: '', gender: '' as const };
  const sharing = (wanted: readonly string[]) =>
    groups
      .filter(({ kind }) => wanted.includes(kind))
      .flatMap(({ kind, persons: holders }) =>
        pairsOf(holders.filter(isTorn)).filter(
          ([one, other]) => kind === 'card' || !clearlyDifferent(named(one), named(other)),
        ),
      );
  const whole = [...byKeys].filter(([person, cluster]) => person !== cluster && !isTorn(person));
  return [whole, sharing(['card']), sharing(['email', 'phone'])];
}

const pairsOf = (persons: readonly number[]) =>
  persons.flatMap((one, place) => persons.slice(place + 1).map((other) => [one, other] as const));

/** Whether two clusters hold two who are different: by a decision, or by their SIREN. */
function createApart(
  different: readonly (readonly [number, number])[],
  sirenOf: ReadonlyMap<number, string>,
) {
  const foes = new Map<number, Set<number>>();
  const note = (one: number, other: number) => {
    const known = foes.get(one) ?? new Set();
    foes.set(one, known.add(other));
  };
  for (const [one, other] of different) {
    note(one, other);
    note(other, one);
  }
  return (first: readonly number[], second: readonly number[]): boolean => {
    const [one, other] = [first, second].map((members) =>
      members.map((member) => sirenOf.get(member)).find((siren) => siren !== undefined),
    );
    if (one !== undefined && other !== undefined && one !== other) return true;
    if (foes.size === 0) return false;
    const within = new Set(second);
    return first.some((member) => [...(foes.get(member) ?? [])].some((foe) => within.has(foe)));
  };
}

function columnsOf(links: Ties['links'], placed: (pair: readonly [number, number]) => [number, number]) {
  const pairs = links.map(({ low, high }) => placed([low, high]));
  return {
    first: Int32Array.from(pairs, ([one]) => one),
    second: Int32Array.from(pairs, ([, other]) => other),
    bits: Float32Array.from(links, ({ bits }) => bits),
  };
}

function smallestOfEach(ids: readonly number[], clusterOf: Int32Array): Map<number, number> {
  const sets = new UnionFind();
  for (const [place, id] of ids.entries()) sets.join(id, ids[clusterOf[place] ?? place] ?? id);
  return new Map(ids.map((id) => [id, sets.find(id)]));
}
