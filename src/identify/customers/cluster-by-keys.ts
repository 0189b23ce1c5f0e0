import { clearlyDifferent, isWeakName, type NamedPerson } from './given-names.ts';
import { UnionFind } from './union-find.ts';

export type KeyKind = 'email' | 'phone' | 'card';

/** The persons who carry one normalised value. */
export type KeyGroup = { readonly kind: KeyKind; readonly persons: readonly number[] };

/**
 * Which persons are one customer: person → the smallest person of her cluster. The result depends on the persons and the
 * groups only, never on their order.
 *
 * A card joins all who carry it. An e-mail or a phone joins only given names that are not clearly different (a household
 * otherwise): first the full names among themselves, then initials, then the nameless. Initials and nameless records join
 * what they touch only when all the names so brought together could be one person's: they never bridge two people.
 */
export function clusterByKeys(
  persons: ReadonlyMap<number, NamedPerson>,
  groups: readonly KeyGroup[],
): Map<number, number> {
  const sets = new UnionFind();
  for (const group of groups) if (group.kind === 'card') joinAll(sets, group.persons);
  const named = borrowNamesOfCard(persons, sets);
  const open = groups.filter((group) => group.kind !== 'card' && group.persons.length > 1);
  joinFullNames(sets, named, open);
  for (const tier of [1, 2]) joinTier(sets, named, open, tier);
  return new Map([...persons.keys()].map((person) => [person, sets.find(person)]));
}

const nobody: NamedPerson = { givenName: '', gender: '' };

function joinAll(sets: UnionFind, persons: readonly number[]): void {
  const [first] = persons;
  if (first !== undefined) for (const person of persons) sets.join(first, person);
}

/** 0: a full given name; 1: initials only; 2: nameless. */
function tierOf(person: NamedPerson): number {
  return person.givenName === '' ? 2 : isWeakName(person.givenName) ? 1 : 0;
}

/** A record without a full name, but with the card of someone named, is taken to be hers. */
function borrowNamesOfCard(
  persons: ReadonlyMap<number, NamedPerson>,
  sets: UnionFind,
): Map<number, NamedPerson> {
  const nameOfSet = new Map<number, NamedPerson>();
  for (const [person, name] of persons) {
    const known = nameOfSet.get(sets.find(person));
    if (tierOf(name) === 0 && (known === undefined || name.givenName < known.givenName))
      nameOfSet.set(sets.find(person), name);
  }
  return new Map(
    [...persons].map(([person, name]) => [
      person,
      tierOf(name) === 0 ? name : (nameOfSet.get(sets.find(person)) ?? name),
    ]),
  );
}

/** The persons of a group by name, so that a hundred equal names are compared once. */
function byName(persons: Iterable<number>, named: ReadonlyMap<number, NamedPerson>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const person of persons) {
    const { givenName, gender } = named.get(person) ?? nobody;
    const key = `${givenName}|${gender}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [person]);
    else same.push(person);
  }
  return found;
}

function joinCompatible(
  sets: UnionFind,
  named: ReadonlyMap<number, NamedPerson>,
  persons: readonly number[],
): void {
  const classes = [...byName(persons, named).values()];
  for (const [place, same] of classes.entries()) {
    joinAll(sets, same);
    const [first] = same;
    for (const [other] of classes.slice(place + 1)) {
      if (first === undefined || other === undefined) continue;
      if (!clearlyDifferent(named.get(first) ?? nobody, named.get(other) ?? nobody)) sets.join(first, other);
    }
  }
}

function joinFullNames(
  sets: UnionFind,
  named: ReadonlyMap<number, NamedPerson>,
  groups: readonly KeyGroup[],
): void {
  for (const group of groups) {
    joinCompatible(
      sets,
      named,
      group.persons.filter((person) => tierOf(named.get(person) ?? nobody) === 0),
    );
  }
}

/** Joins the persons of one tier among themselves, then to the clusters they touch, all decided before any is applied. */
function joinTier(
  sets: UnionFind,
  named: ReadonlyMap<number, NamedPerson>,
  groups: readonly KeyGroup[],
  tier: number,
): void {
  const within = new UnionFind();
  const touched = new Map<number, Set<number>>();
  for (const group of groups) {
    const own = group.persons.filter((person) => tierOf(named.get(person) ?? nobody) === tier);
    joinCompatible(within, named, own);
    const earlier = group.persons.filter((person) => tierOf(named.get(person) ?? nobody) < tier);
    for (const person of own) {
      const reach = touched.get(person) ?? new Set();
      touched.set(person, reach);
      for (const other of earlier) {
        if (!clearlyDifferent(named.get(person) ?? nobody, named.get(other) ?? nobody))
          reach.add(sets.find(other));
      }
    }
  }
  const parts = new Map<number, { members: number[]; reach: Set<number> }>();
  for (const [person, reach] of touched) {
    const part = parts.get(within.find(person)) ?? { members: [], reach: new Set() };
    parts.set(within.find(person), part);
    part.members.push(person);
    for (const set of reach) part.reach.add(set);
  }
  const namesOfSet = namesBySet(sets, named);
  const joins: number[][] = [];
  for (const { members, reach } of parts.values()) {
    const names = [...members.map((person) => named.get(person) ?? nobody)];
    for (const set of reach) names.push(...(namesOfSet.get(set) ?? []));
    joins.push(couldBeOne(names) ? [...members, ...reach] : members);
  }
  for (const join of joins) joinAll(sets, join);
}

function namesBySet(sets: UnionFind, named: ReadonlyMap<number, NamedPerson>): Map<number, NamedPerson[]> {
  const names = new Map<number, NamedPerson[]>();
  for (const [person, name] of named) {
    const set = sets.find(person);
    const known = names.get(set);
    if (known === undefined) names.set(set, [name]);
    else if (!known.some((other) => other.givenName === name.givenName && other.gender === name.gender))
      known.push(name);
  }
  return names;
}

function couldBeOne(names: readonly NamedPerson[]): boolean {
  const distinct = [...new Map(names.map((name) => [`${name.givenName}|${name.gender}`, name])).values()];
  return distinct.every((name, place) =>
    distinct.slice(place + 1).every((other) => !clearlyDifferent(name, other)),
  );
}
