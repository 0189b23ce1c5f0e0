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
