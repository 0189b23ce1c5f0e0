import { openTies } from '#identify/matching';
import type { Database } from '#platform/database';
import type { KeyGroup } from './cluster-by-keys.ts';
import { clusterPersons } from './cluster-persons.ts';
import { loadClusters, withFellows } from './clusters.store.ts';
import { crowd, sharedKeys } from './persons.store.ts';
import { Picture } from './picture.ts';

/** Ties that are looked away from. What people decided ties on, but where `same` says otherwise. */
export type LookedAway = {
  /** Keys and links count only among persons of one side. */
  readonly sideOf?: (personId: number) => number;
  readonly link?: (low: number, high: number) => boolean;
  readonly same?: (low: number, high: number) => boolean;
};

/** Persons of a customer, and the part of her that each would be in. */
export type Parts = { readonly customerId: number; readonly partOf: ReadonlyMap<number, number> };

/**
 * Into which parts customers would fall if some ties were not there: as they are clustered, by all ties left among their own persons. Writes nothing.
 * Reads everything of the customers named: ask for a thousand at a time.
 */
export async function partsWithout(
  db: Database,
  input: { readonly customerIds: readonly number[]; readonly away: LookedAway },
): Promise<Parts[]> {
  const { sideOf = () => 0, link = () => false, same = () => false } = input.away;
  const picture = await Picture.open(db);
  await picture.add(db, await withFellows(db, input.customerIds));
  const ids = picture.ids();
  const customerOf = await loadClusters(db, ids);
  const homeOf = (person: number) => customerOf.get(person) ?? person;
  const within = ({ low, high }: { low: number; high: number }) => homeOf(low) === homeOf(high);
  const keys = await sharedKeys(db, ids, crowd + 1);
  const groups = new Map<string, { kind: KeyGroup['kind']; persons: number[] }>();
  for (const { kind, value, persons } of keys)
    for (const person of persons.length > crowd ? [] : persons.filter((one) => picture.has(one))) {
      const name = `${homeOf(person)} ${sideOf(person)} ${kind} ${value}`;
      const known = groups.get(name);
      if (known === undefined) groups.set(name, { kind, persons: [person] });
      else known.persons.push(person);
    }
  const ties = await openTies(db);
  await ties.reach(ids);
  const all = await ties.among(ids);
  const links = all.links.filter(
    (tie) => within(tie) && sideOf(tie.low) === sideOf(tie.high) && !link(tie.low, tie.high),
  );
  const said = all.same.filter(([low, high]) => within({ low, high }) && !same(low, high));
  const clusters = clusterPersons(picture.clustered(), [...groups.values()], {
    ...{ ...all, links, same: said },
  });
  const parts = new Map<number, Map<number, number>>();
  for (const [person, part] of clusters) {
    const known = parts.get(homeOf(person)) ?? new Map<number, number>();
    parts.set(homeOf(person), known.set(person, part));
  }
  return [...parts].map(([customerId, partOf]) => ({ customerId, partOf }));
}
