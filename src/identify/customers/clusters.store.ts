import { type Database, sql } from '#platform/database';

/** These persons and everyone who is now the same customer as one of them. */
export async function withFellows(trx: Database, personIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    with asked as (select distinct id from unnest(${personIds}::bigint[]) as id),
    customer as (
      select distinct coalesce(o.customer_id, asked.id) as id
      from asked left join identify.customer_of o on o.person_id = asked.id
    )
    select id as person_id from asked
    union select id from customer
    union select o.person_id from customer join identify.customer_of o on o.customer_id = customer.id
  `.execute(trx);
  return rows.map((row) => row.person_id);
}

/** person → customer, for those of these persons who are not their own customer. */
export async function loadClusters(
  trx: Database,
  personIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ person_id: number; customer_id: number }>`
    select person_id, customer_id from identify.customer_of where person_id = any (${personIds}::bigint[])
  `.execute(trx);
  return new Map(rows.map((row) => [row.person_id, row.customer_id]));
}

export type Move = { readonly personId: number; readonly customerId: number };

/** Writes who belongs to whom now; a person who is her own customer has no row. */
export async function moveClusters(trx: Database, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const joined = moves.filter((move) => move.personId !== move.customerId);
  const alone = moves.filter((move) => move.personId === move.customerId);
  await sql`
    delete from identify.customer_of where person_id = any (${alone.map((move) => move.personId)}::bigint[])
  `.execute(trx);
  await sql`
    insert into identify.customer_of (person_id, customer_id)
    select * from unnest(${joined.map((move) => move.personId)}::bigint[], ${joined.map((move) => move.customerId)}::bigint[])
    on conflict (person_id) do update set customer_id = excluded.customer_id
  `.execute(trx);
}

/** The number of this change, greater than that of every change committed before it (drawn under the identity lock). */
export async function nextVersion(trx: Database): Promise<number> {
  const { rows } = await sql<{ version: number }>`select nextval('identify.version') as version`.execute(trx);
  return rows[0]?.version ?? 0;
}
