import { type Database, sql } from '#platform/database';

/** All that is derived of who is who, as it is, but for versions and times of writing. */
export async function readDerivedIdentity(db: Database): Promise<unknown> {
  const { rows } = await sql<object>`
    select (select jsonb_agg(to_jsonb(c) - 'version' - 'changed_at' order by customer_id) from identify.customer c) as customers,
           (select jsonb_agg(to_jsonb(o) order by person_id) from identify.customer_of o) as clusters,
           (select jsonb_agg(to_jsonb(k) order by person_id, kind) from identify.person_key k) as keys,
           (select jsonb_agg(to_jsonb(l) order by low, high) from identify.match_link l) as links,
           (select jsonb_agg(to_jsonb(m) order by person_id) from identify.match_person m) as matched,
           (select jsonb_agg(to_jsonb(c) order by block) from identify.match_crowded c) as crowded`.execute(
    db,
  );
  return rows[0];
}

/** person → customer, of everybody. */
export async function readClusters(db: Database): Promise<Map<number, number>> {
  const { rows } = await sql<{ person: number; customer: number }>`
    select person_id as person, coalesce(customer_id, person_id) as customer
    from identify.person left join identify.customer_of using (person_id) order by 1`.execute(db);
  return new Map(rows.map(({ person, customer }) => [person, customer]));
}

/** All that is derived of households, and what waits to be. */
export async function readDerivedHouseholds(db: Database): Promise<unknown> {
  const { rows } = await sql<object>`
    select (select jsonb_agg(to_jsonb(h) order by customer_id) from identify.household_of h) as homes,
           (select jsonb_agg(to_jsonb(d) order by person_id) from identify.household_dweller d) as dwellers,
           (select jsonb_agg(name_in_town order by name_in_town) from identify.household_rare_name) as rare,
           (select count(*) from identify.person_touched) as touched`.execute(db);
  return rows[0];
}

/** Every customer with her persons, in the order of their numbers. */
export async function readCustomers(db: Database): Promise<{ id: number; persons: number[] }[]> {
  const { rows } = await sql<{ id: number; persons: string[] }>`
    select customer_id as id, array[customer_id] || array(select person_id from identify.customer_of o
      where o.customer_id = c.customer_id order by 1) as persons
    from identify.customer c order by 1`.execute(db);
  return rows.map(({ id, persons }) => ({ id, persons: persons.map(Number) }));
}

/** Nobody is known any more; sources and the model in force stay. */
export async function forgetWhoIsWho(db: Database): Promise<void> {
  await sql`truncate identify.person, identify.person_key, identify.customer, identify.customer_of, identify.crowded_key, identify.consent,
    identify.match_person, identify.match_link, identify.match_crowded, identify.match_pending, identify.match_unsettled,
    identify.match_decision, identify.match_act, identify.tombstone, identify.erasure restart identity cascade`.execute(
    db,
  );
}
