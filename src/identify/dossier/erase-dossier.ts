import { type Database, sql } from '#platform/database';
import { lockPersons, mirrorTags } from './tags.store.ts';

/** Removes every note, task and tag on these persons, and tells the warehouse that they have no tags. Twice is once. */
export async function eraseDossier(trx: Database, personIds: readonly number[]): Promise<void> {
  await lockPersons(trx, personIds);
  for (const table of ['identify.note', 'identify.task', 'identify.tag'])
    await sql`delete from ${sql.table(table)} where person_id = any (${personIds}::bigint[])`.execute(trx);
  await mirrorTags(trx, personIds);
}
