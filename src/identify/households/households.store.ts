import { putInOutbox } from '#platform/outbox';
import { type Database, sql } from '#platform/database';

/** Where a customer lives, as found and as it holds. */
export type Home = { readonly customerId: number; readonly foundId: number; readonly householdId: number };

/** The homes of these customers and of everybody found, or living, with one of them. */
export async function readRegion(db: Database, customerIds: readonly number[]): Promise<Home[]> {
  const { rows } = await sql<Home>`
    with mine as (select found_id, household_id from identify.household_of where customer_id = any (${customerIds}::bigint[]))
    select customer_id as "customerId", found_id as "foundId", household_id as "householdId" from identify.household_of
    where found_id in (select found_id from mine) or household_id in (select household_id from mine)
  `.execute(db);
  return rows;
}

/** Customers found to live with one of these, these included. */
export async function foundWith(db: Database, customerIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select customer_id as id from identify.household_of where found_id in (
      select found_id from identify.household_of where customer_id = any (${customerIds}::bigint[]))
  `.execute(db);
  return [...new Set([...customerIds, ...rows.map(({ id }) => id)])];
}

/** Every home that is stored, as three columns of numbers. */
export async function readHomes(db: Database): Promise<Map<number, Home>> {
  const { rows } = await sql<Home>`
    select customer_id as "customerId", found_id as "foundId", household_id as "householdId" from identify.household_of
  `.execute(db);
  return new Map(rows.map((row) => [row.customerId, row]));
}

const rowsAtOnce = 10_000;

/**
 * Stores homes that changed and forgets those of customers who live alone now or are no more; tells the warehouse. The row of a
 * customer alone in both ways is left out by the caller.
 */
export async function writeHomes(
  trx: Database,
  change: { readonly homes: readonly Home[]; readonly alone: readonly number[] },
): Promise<void> {
  for (let from = 0; from < change.alone.length; from += rowsAtOnce) {
    const ids = change.alone.slice(from, from + rowsAtOnce);
    await sql`delete from identify.household_of where customer_id = any (${ids}::bigint[])`.execute(trx);
    await mirror(
      trx,
      ids.map((id) => [id, id]),
    );
  }
  for (let from = 0; from < change.homes.length; from += rowsAtOnce) {
    const homes = change.homes.slice(from, from + rowsAtOnce);
    await sql`
      insert into identify.household_of (customer_id, found_id, household_id)
      select * from unnest(${homes.map((one) => one.customerId)}::bigint[], ${homes.map((one) => one.foundId)}::bigint[],
        ${homes.map((one) => one.householdId)}::bigint[])
      on conflict (customer_id) do update set found_id = excluded.found_id, household_id = excluded.household_id
    `.execute(trx);
    await mirror(
      trx,
      homes.map((one) => [one.customerId, one.householdId]),
    );
  }
}

async function mirror(trx: Database, rows: readonly (readonly [number, number])[]): Promise<void> {
  const { rows: drawn } = await sql<{
    version: number;
  }>`select nextval('identify.version') as version`.execute(trx);
  const version = drawn[0]?.version ?? 0;
  await putInOutbox(
    trx,
    rows.map(([customer_id, household_id]) => ({
      table: 'household_of_rows',
      row: { customer_id, household_id, version },
    })),
  );
}

/** One derivation, or one decision, at a time: until the transaction ends. */
export async function lockHouseholds(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identify.households', 0))`.execute(trx);
}

export type StoredHousehold = {
  readonly householdId: number;
  readonly size: number;
  readonly members: number[];
};

/** Where a page of households ends: size, number. */
export type HouseholdPlace = readonly [size: number, householdId: number];

/** Households of two or more, the largest first; with `among`, those in which one of these customers lives. */
export async function listHouseholds(
  db: Database,
  page: {
    readonly after?: HouseholdPlace | undefined;
    readonly limit: number;
    readonly among?: readonly number[] | undefined;
  },
): Promise<StoredHousehold[]> {
  const [size, id] = page.after ?? [null, null];
  const { rows } = await sql<{ householdId: number; size: number; members: string[] }>`
    select household_id as "householdId", count(*)::int as size, array_agg(customer_id order by customer_id) as members
    from identify.household_of
    where ${page.among ?? null}::bigint[] is null or household_id in (
      select household_id from identify.household_of where customer_id = any (${page.among ?? []}::bigint[]))
    group by household_id
    having count(*) > 1 and (${size}::int is null or (-count(*), household_id) > (-(${size}::int), ${id}::bigint))
    order by count(*) desc, household_id limit ${page.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, members: row.members.map(Number) }));
}

export type HouseholdCounts = {
  readonly households: number;
  readonly customers: number;
  readonly largest: number;
};

/** How many households of two or more there are, who lives in them, the most in one. */
export async function countHouseholds(db: Database): Promise<HouseholdCounts> {
  const { rows } = await sql<HouseholdCounts>`
    select count(*) as households, coalesce(sum(size), 0)::bigint as customers, coalesce(max(size), 0)::int as largest
    from (select count(*) as size from identify.household_of group by household_id having count(*) > 1) as home
  `.execute(db);
  return rows[0] ?? { households: 0, customers: 0, largest: 0 };
}

/** The household of a customer and who lives there, herself first or not; alone when she has no row. */
export async function readHousehold(db: Database, customerId: number): Promise<StoredHousehold> {
  const { rows } = await sql<{ householdId: number; member: number }>`
    select household_id as "householdId", customer_id as member from identify.household_of
    where household_id = (select household_id from identify.household_of where customer_id = ${customerId}::bigint)
    order by customer_id
  `.execute(db);
  const members = rows.length === 0 ? [customerId] : rows.map(({ member }) => member);
  return { householdId: rows[0]?.householdId ?? customerId, size: members.length, members };
}
