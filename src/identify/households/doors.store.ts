import { isRareName, type NameCounts, recordsAtDoorMost } from '#analytics/matching';
import { type Database, sql } from '#platform/database';
import type { Doors } from './find-at-doors.ts';

const columns = sql`
  person_id as "personId", customer_id as "customerId", said, keys, name_in_town as "nameInTown", name, place, streetless
  from identify.household_dweller`;

export async function countDoors(db: Database): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from identify.household_dweller`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The doors of some persons, as they were last derived. */
export async function readDoors(db: Database, personIds: readonly number[]): Promise<Doors[]> {
  const { rows } = await sql<Doors>`select ${columns} where person_id = any (${personIds}::bigint[])`.execute(
    db,
  );
  return rows;
}

/** The doors of everybody of some customers. */
export async function readDoorsOfCustomers(db: Database, customerIds: readonly number[]): Promise<Doors[]> {
  const { rows } = await sql<Doors>`
    select ${columns} where customer_id = any (${customerIds}::bigint[])`.execute(db);
  return rows;
}

/** Who has each of these keys; keys of more than are compared at a door are left out. */
export async function whoShares(db: Database, keys: readonly number[]): Promise<number[]> {
  if (keys.length === 0) return [];
  // What was written lately waits in a list that every search reads whole.
  await sql`select gin_clean_pending_list('identify.household_dweller_by_key')`.execute(db);
  await sql`set local enable_seqscan = off`.execute(db);
  const { rows } = await sql<{ members: string[] }>`
    select members from unnest(${keys}::int[]) as asked (key), lateral (select array(
      select person_id from identify.household_dweller where keys @> array[asked.key] limit ${recordsAtDoorMost + 1}) as members) as found
    where cardinality(members) between 1 and ${recordsAtDoorMost}
  `.execute(db);
  await sql`set local enable_seqscan = on`.execute(db);
  return [...new Set(rows.flatMap(({ members }) => members.map(Number)))];
}

/** Makes these the doors of these persons; who has none has no row. `everybody`: and nobody else has any. */
export async function writeDoors(
  trx: Database,
  personIds: readonly number[] | 'everybody',
  doors: readonly Doors[],
): Promise<void> {
  const whose = personIds === 'everybody' ? sql`true` : sql`person_id = any (${personIds}::bigint[])`;
  await sql`delete from identify.household_dweller where ${whose}`.execute(trx);
  for (let from = 0; from < doors.length; from += 20_000) {
    const some = doors.slice(from, from + 20_000);
    await sql`
      insert into identify.household_dweller (person_id, customer_id, said, keys, name_in_town, name, place, streetless)
      select person_id, customer_id, said, keys::int[], name_in_town, name, place, streetless
      from unnest(${some.map((one) => one.personId)}::bigint[], ${some.map((one) => one.customerId)}::bigint[],
        ${some.map((one) => one.said)}::text[], ${some.map(({ keys }) => `{${keys.join()}}`)}::text[],
        ${some.map((one) => one.nameInTown)}::int[], ${some.map((one) => one.name)}::int[],
        ${some.map((one) => one.place)}::int[], ${some.map((one) => one.streetless)}::boolean[])
        as written (person_id, customer_id, said, keys, name_in_town, name, place, streetless)
    `.execute(trx);
  }
}

/** Names in towns that are rare there now, of those where the street of somebody is not known. One pass of counting. */
export async function findRareNames(db: Database): Promise<Set<number>> {
  const { rows } = await sql<NameCounts & { nameInTown: number }>`
    with known as materialized (select name_in_town, name, place, streetless from identify.household_dweller where name_in_town <> 0),
    both_ as (select name_in_town, min(name) as name, min(place) as place, count(*) as both from known
      group by name_in_town having bool_or(streetless) and count(*) between 2 and ${recordsAtDoorMost}),
    named as (select name, count(*) as named from known group by name),
    placed as (select place, count(*) as neighbours from known group by place)
    select name_in_town as "nameInTown", (select count(*) from known) as "all", named, neighbours, both_.both
    from both_ join named using (name) join placed using (place)
  `.execute(db);
  return new Set(rows.filter(isRareName).map(({ nameInTown }) => nameInTown));
}

/** Makes these the rare names; answers those that became rare or are so no more. */
export async function replaceRareNames(trx: Database, rare: ReadonlySet<number>): Promise<number[]> {
  const { rows } = await sql<{
    name: number;
  }>`select name_in_town as name from identify.household_rare_name`.execute(trx);
  const before = new Set(rows.map(({ name }) => name));
  const [come, gone] = [
    [...rare].filter((name) => !before.has(name)),
    [...before].filter((name) => !rare.has(name)),
  ];
  await sql`delete from identify.household_rare_name where name_in_town = any (${gone}::int[])`.execute(trx);
  await sql`insert into identify.household_rare_name select unnest(${come}::int[])`.execute(trx);
  return [...come, ...gone];
}
