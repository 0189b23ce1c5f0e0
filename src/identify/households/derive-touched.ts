import type { Database } from '#platform/database';
import { readDwellersOf } from './dwellers.store.ts';
import {
  findRareNames,
  readDoors,
  readDoorsOfCustomers,
  replaceRareNames,
  whoShares,
  writeDoors,
} from './doors.store.ts';
import { createDoorFinder, type Doors, keyOfName } from './find-at-doors.ts';
import { foundWith } from './households.store.ts';
import { settleFound } from './settle-households.ts';

/**
 * Says anew who lives with whom where something changed, and only there: these persons, whoever shares or shared a door, a phone or a name in a
 * town with one of them, and the households of all these. Comes out as deriving everybody would: pairs that nobody of them is in were
 * compared before, with the same outcome. With the households locked. Answers how many homes changed.
 */
export async function deriveTouched(trx: Database, touched: readonly number[]): Promise<number> {
  const before = byPerson(await readDoors(trx, touched));
  const after = byPerson(await doorsNow(trx, touched));
  const changed = touched.filter((person) => !areEqual(before.get(person), after.get(person)));
  const doors = changed.flatMap((person) => [before.get(person) ?? [], after.get(person) ?? []].flat());
  const keys = [...new Set(doors.flatMap((one) => one.keys))];
  const shared = await whoShares(trx, keys);
  await writeDoors(
    trx,
    changed,
    changed.flatMap((person) => after.get(person) ?? []),
  );
  shared.push(...(await whoShares(trx, keys)));
  const rare = await findRareNames(trx);
  const turned = await replaceRareNames(trx, rare);
  shared.push(...(await whoShares(trx, turned.flatMap(keyOfName))));
  const region = await closeRegion(trx, {
    persons: shared,
    customers: [...touched, ...doors.map(({ customerId }) => customerId)],
  });
  const found = await findIn(trx, region, (name) => rare.has(name | 0));
  return settleFound(trx, [...region.customers], found);
}

const byPerson = (doors: readonly Doors[]) => new Map(doors.map((one) => [one.personId, one]));

const areEqual = (one: Doors | undefined, other: Doors | undefined) =>
  one?.said === other?.said && one?.customerId === other?.customerId;

async function doorsNow(trx: Database, personIds: readonly number[]): Promise<Doors[]> {
  const finder = createDoorFinder();
  for (const dweller of await readDwellersOf(trx, personIds)) finder.add(dweller);
  return finder.doors();
}

/** Customers that are looked at, and the doors of everybody of them. */
type Region = { readonly customers: ReadonlySet<number>; readonly doors: ReadonlyMap<number, Doors> };

/**
 * Everybody whose home may be another: whole households, and where the street of somebody is not known all who have the name in the
 * town, since she lives with them when they are one household.
 */
async function closeRegion(
  trx: Database,
  start: { readonly persons: readonly number[]; readonly customers: readonly number[] },
): Promise<Region> {
  const customers = new Set<number>();
  const doors = new Map<number, Doors>();
  let fresh = [
    ...start.customers,
    ...(await readDoors(trx, start.persons)).map(({ customerId }) => customerId),
  ];
  while (fresh.length > 0) {
    const reached = (await foundWith(trx, [...new Set(fresh)])).filter((one) => !customers.has(one));
    for (const customer of reached) customers.add(customer);
    const theirs = await readDoorsOfCustomers(trx, reached);
    for (const one of theirs) doors.set(one.personId, one);
    const names = [...new Set(theirs.flatMap(({ nameInTown }) => (nameInTown === 0 ? [] : nameInTown)))];
    const fellows = await readDoors(trx, await whoShares(trx, names.flatMap(keyOfName)));
    const streetless = new Set(fellows.filter((one) => one.streetless).map((one) => one.nameInTown));
    fresh = fellows
      .filter(({ nameInTown, customerId }) => streetless.has(nameInTown) && !customers.has(customerId))
      .map(({ customerId }) => customerId);
  }
  return { customers, doors };
}

/** Where the customers of a region live: found among them and all who share anything with them, as far as these are concerned. */
async function findIn(
  trx: Database,
  { customers, doors }: Region,
  isRare: (nameInTown: number) => boolean,
): Promise<Map<number, number>> {
  const keys = [...new Set([...doors.values()].flatMap((one) => one.keys))];
  const persons = [...new Set([...doors.keys(), ...(await whoShares(trx, keys))])];
  const finder = createDoorFinder(isRare);
  for (const dweller of await readDwellersOf(trx, persons)) finder.add(dweller);
  return new Map([...finder.find()].filter(([customer]) => customers.has(customer)));
}
