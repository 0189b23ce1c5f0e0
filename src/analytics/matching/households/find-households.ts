import { comparisonOf } from '../fields/comparison-of.ts';
import type { FieldKind } from '../fields/field-kind.ts';
import { createComparer } from '../model/pair-comparer.ts';
import type { RecordTable } from '../records/record-table.ts';
import { sortByKey } from '../records/sort-by-key.ts';
import { createDisjointSets, type DisjointSets } from './disjoint-sets.ts';
import { doorKeys } from './door-keys.ts';

/** Records at one door that are compared; a door of more is a tower or a poste restante. */
export const recordsAtDoorMost = 60;
/** A door with no more people than this is one dwelling, whatever their names. */
const peopleOfDwellingMost = 5;
/** A family name is rare in a town when fewer strangers than this are expected to have it there by chance. */
const namesakesMost = 0.05;

export type HouseholdRule = {
  /** Whether people of different family names at a door where few are known are one household; off where most live in flats. */
  readonly otherNames?: boolean;
  /** Whether the family name of these records is rare in their town, by the key of both; by default as this table says. */
  readonly isRare?: (nameInTown: number) => boolean;
};

/** Of the records whose family name and place are known: how many there are, have this name, live in this place, do both. */
export type NameCounts = {
  readonly all: number;
  readonly named: number;
  readonly neighbours: number;
  readonly both: number;
};

/** Whether so few strangers of a family name are to be expected in a town that those who have it there belong together. */
export function isRareName({ all, named, neighbours, both }: NameCounts): boolean {
  return ((named - both) / all) * neighbours <= namesakesMost;
}

/**
 * The household of each record, named by its first one: people (the clusters of `matchRecords`) at one door (number, street and town the same but for slips,
 * flats not different) who share a family name, or, with `otherNames`, who are the few known there; people who share a phone and a family
 * name or a place; and those without a street, with the only household of their rare name in their town. All records of a person go together. A person alone is a household. Records without address or phone stay alone. O(n) but for
 * small doors.
 */
export function findHouseholds(
  table: RecordTable,
  clusterOf: Int32Array,
  { otherNames = true, isRare }: HouseholdRule = {},
): Int32Array {
  const sets = createDisjointSets(clusterOf);
  const keys = doorKeys(table);
  const { phones, namesInTown } = keys;
  const agree = createAgreement(table);
  for (const codes of keys.doors)
    for (const records of groupsOf(codes)) {
      const people = new Set(Array.from(records, (record) => clusterOf[record])).size;
      if (people === 1) continue;
      const small = otherNames && people <= peopleOfDwellingMost;
      eachPair(records, clusterOf, (one, other) => {
        const { door, family, flat } = agree(one, other);
        if (door && flat && (family || small)) sets.join(one, other);
      });
    }
  for (const records of groupsOf(phones))
    eachPair(records, clusterOf, (one, other) => {
      const { family, elsewhere } = agree(one, other);
      if (family || !elsewhere) sets.join(one, other);
    });
  const rare = isRare ?? rareNames(keys);
  for (const records of groupsOf(namesInTown))
    if (rare(namesInTown[records[0] ?? 0] ?? 0)) joinStreetless(table, records, sets);
  return Int32Array.from(clusterOf, (_, record) => sets.find(record));
}

/** Those whose street is not known live with the only household of their name in their town. */
function joinStreetless(table: RecordTable, records: Int32Array, sets: DisjointSets): void {
  const street = table.columns.find(({ field }) => field.kind === 'street');
  const known = records.filter((record) => (street?.ids[record] ?? 0) !== 0);
  const [home] = known;
  if (home === undefined || known.some((record) => sets.find(record) !== sets.find(home))) return;
  for (const record of records) sets.join(home, record);
}

/** Which names are rare in their town, by what a table holds. */
function rareNames({ namesInTown, names, places }: ReturnType<typeof doorKeys>): (key: number) => boolean {
  const [named, neighbours, both] = [0, 0, 0].map(() => new Map<number, number>());
  const known = new Map<number, readonly [number, number]>();
  const count = (counts: Map<number, number> | undefined, key: number) =>
    counts?.set(key, (counts.get(key) ?? 0) + 1);
  let all = 0;
  for (const [record, key] of namesInTown.entries()) {
    if (key === 0) continue;
    const [name, place] = [names[record] ?? 0, places[record] ?? 0];
    known.set(key, [name, place]);
    count(named, name);
    count(neighbours, place);
    count(both, key);
    all += 1;
  }
  return (key) => {
    const [name, place] = known.get(key) ?? [0, 0];
    return isRareName({
      ...{ all, named: named?.get(name) ?? 0 },
      ...{ neighbours: neighbours?.get(place) ?? 0, both: both?.get(key) ?? 0 },
    });
  };
}

function* groupsOf(keys: Uint32Array): Generator<Int32Array> {
  const order = sortByKey(keys);
  for (let from = 0; from < order.length; ) {
    const key = keys[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && keys[order[to] ?? 0] === key) to += 1;
    if (key !== 0 && to - from > 1 && to - from <= recordsAtDoorMost) yield order.subarray(from, to);
    from = to;
  }
}

function eachPair(
  records: Int32Array,
  clusterOf: Int32Array,
  visit: (one: number, other: number) => void,
): void {
  for (const [place, one] of records.entries())
    for (const other of records.subarray(place + 1))
      if (clusterOf[one] !== clusterOf[other]) visit(one, other);
}

type Agreement = {
  readonly door: boolean;
  readonly family: boolean;
  /** No two different flats. */
  readonly flat: boolean;
  /** Their places are known and differ. */
  readonly elsewhere: boolean;
};

function createAgreement(table: RecordTable): (one: number, other: number) => Agreement {
  const { compare } = createComparer(table);
  const levels = new Uint8Array(table.columns.length);
  const placesOf = (kind: FieldKind) =>
    table.columns.flatMap(({ field }, at) => (field.kind === kind ? [at] : []));
  const [street = -1] = placesOf('street');
  const [place = -1] = placesOf('place');
  const families = [...placesOf('familyName'), ...placesOf('fullName')];
  const flats = table.columns.flatMap(({ field }, at) => (field.role === 'complement' ? [at] : []));
  const given = placesOf('givenName');
  const levelOf = (kind: FieldKind, name: string) => comparisonOf(kind).levels.indexOf(name) + 1;
  const [sameDoor, sameTown, near, swapped] = [
    levelOf('street', 'similar street'),
    levelOf('place', 'same town'),
    levelOf('place', 'near'),
    levelOf('givenName', 'swapped'),
  ];
  return (one, other) => {
    compare(one, other, levels);
    const at = (column: number) => levels[column] ?? 0;
    return {
      // The key has the number already; here the street and the town must be alike.
      door: at(street) >= sameDoor && at(place) >= sameTown,
      family: families.some((column) => at(column) > 1) || given.some((column) => at(column) === swapped),
      flat: flats.every((column) => at(column) !== 1),
      elsewhere: at(place) > 0 && at(place) < near,
    };
  };
}
