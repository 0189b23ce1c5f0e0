import { type Database, sql } from '#platform/database';

export type SideRow = {
  readonly personId: number;
  readonly customerId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly sourceKey: string;
  readonly createdAt: Date;
};

/** Where persons come from, and whose they are. */
export async function readSideRows(db: Database, personIds: readonly number[]): Promise<SideRow[]> {
  const { rows } = await sql<SideRow>`
    select p.person_id as "personId", coalesce(o.customer_id, p.person_id) as "customerId", p.source_id as "sourceId",
           s.name as "sourceName", p.source_key as "sourceKey", p.created_at as "createdAt"
    from identify.person p join identify.source s using (source_id)
    left join identify.customer_of o on o.person_id = p.person_id
    where p.person_id = any (${personIds}::bigint[])
  `.execute(db);
  return rows;
}

/** The keys that persons share to the letter, pair by pair; values too many people carry say nothing. */
export async function readSharedKeys(
  db: Database,
  personIds: readonly number[],
): Promise<{ low: number; high: number; kind: 'email' | 'phone' | 'card' }[]> {
  const { rows } = await sql<{ low: number; high: number; kind: 'email' | 'phone' | 'card' }>`
    select a.person_id as low, b.person_id as high, a.kind
    from identify.person_key a join identify.person_key b using (kind, value)
    where a.person_id = any (${personIds}::bigint[]) and b.person_id = any (${personIds}::bigint[])
      and a.person_id < b.person_id
      and not exists (select from identify.crowded_key c where c.kind = a.kind and c.value = a.value)
    order by low, high, a.kind
  `.execute(db);
  return rows;
}

/** How many persons and customers there are. */
export async function countPeople(db: Database): Promise<{ persons: number; customers: number }> {
  const { rows } = await sql<{ persons: number; customers: number }>`
    select (select count(*) from identify.person) as persons, (select count(*) from identify.customer) as customers`.execute(
    db,
  );
  return rows[0] ?? { persons: 0, customers: 0 };
}
