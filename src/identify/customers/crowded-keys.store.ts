import { type Database, sql } from '#platform/database';
import type { PersonKey } from './person-keys.ts';

/** Marks values that too many persons carry; answers the persons of those newly marked: they were joined by it until now. */
export async function markCrowded(trx: Database, keys: readonly PersonKey[]): Promise<number[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ person_id: number }>`
    with marked as (
      insert into identify.crowded_key (kind, value)
      select * from unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.value)}::text[])
      on conflict do nothing returning kind, value
    )
    select distinct person_id from marked join identify.person_key using (kind, value)
  `.execute(trx);
  return rows.map((row) => row.person_id);
}

/** Unmarks values that few enough persons carry again. */
export async function unmarkCrowded(trx: Database, keys: readonly PersonKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    delete from identify.crowded_key where (kind, value) in
      (select * from unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.value)}::text[]))
  `.execute(trx);
}
