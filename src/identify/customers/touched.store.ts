import { type Database, sql } from '#platform/database';

/** Notes that what is said of these persons, or whose they are, may have changed. Under the identity lock. */
export async function noteTouched(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`
    insert into identify.person_touched (person_id) select distinct id from unnest(${personIds}::bigint[]) as id
  `.execute(trx);
}

/** Takes the notes that are there; whatever is read after it is at least as new as they are. They are back when the transaction fails. */
export async function takeTouched(trx: Database): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with taken as (delete from identify.person_touched returning person_id)
    select distinct person_id as id from taken`.execute(trx);
  return rows.map(({ id }) => id);
}
