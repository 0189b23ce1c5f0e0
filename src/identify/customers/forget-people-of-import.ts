import { forgetPersons, notePending } from '#identify/matching';
import { type Database, sql } from '#platform/database';
import { recluster } from './refresh-customers.ts';
import { lockIdentity } from './persons.store.ts';

/**
 * Takes back what an import said of people: its records and mentions go, customers are derived anew from what is left.
 * A person whom no other import mentions goes too, unless a consent is on record for her: a withdrawal outlives the file she came in.
 * Call after the import's own consents are forgotten. `limit` persons at a time (10 000); repeat until `remaining` is 0.
 */
export async function forgetPeopleOfImport(
  trx: Database,
  input: { readonly importId: number; readonly at: Date; readonly limit?: number },
): Promise<{ forgotten: number; remaining: number }> {
  await lockIdentity(trx);
  const { importId, at, limit = 10_000 } = input;
  const { rows: mentioned } = await sql<{ person_id: number }>`
    select person_id from identify.person_mention where import_id = ${importId} order by person_id limit ${limit}
  `.execute(trx);
  const personIds = mentioned.map((row) => row.person_id);
  if (personIds.length === 0) return { forgotten: 0, remaining: 0 };
  await sql`delete from identify.person_record where import_id = ${importId} and person_id = any (${personIds}::bigint[])`.execute(
    trx,
  );
  await sql`delete from identify.person_mention where import_id = ${importId} and person_id = any (${personIds}::bigint[])`.execute(
    trx,
  );
  const { rows: orphans } = await sql<{ id: number }>`
    select id from unnest(${personIds}::bigint[]) as id
    where not exists (select from identify.person_mention m where m.person_id = id)
      and not exists (select from identify.consent c where c.person_id = id)
  `.execute(trx);
  const orphaned = new Set(orphans.map((row) => row.id));
  const gone = [...orphaned];
  const kept = personIds.filter((personId) => !orphaned.has(personId));
  await notePending(trx, kept);
  const concerned = await forgetPersons(trx, gone);
  await recluster(trx, { personIds: [...personIds, ...concerned], gone, at });
  await sql`delete from identify.person where person_id = any (${gone}::bigint[])`.execute(trx);
  const { rows: rest } = await sql<{ remaining: number }>`
    select count(*) as remaining from identify.person_mention where import_id = ${importId}
  `.execute(trx);
  return { forgotten: personIds.length, remaining: rest[0]?.remaining ?? 0 };
}
