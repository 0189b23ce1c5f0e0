import { type Database, sql } from '#platform/database';
import { unmatchPersons } from './match-persons.ts';

/**
 * Forgets persons who are no more: what was compared of them, their links, and what was decided of them; a note that speaks of nobody else goes
 * too. Answers whose customer may be another because of it: derive these anew, under the same identity lock.
 */
export async function forgetPersons(trx: Database, personIds: readonly number[]): Promise<number[]> {
  if (personIds.length === 0) return [];
  const concerned = await unmatchPersons(trx, personIds);
  await sql`delete from identify.match_pending where person_id = any (${personIds}::bigint[])`.execute(trx);
  await sql`delete from identify.match_stake where person_id = any (${personIds}::bigint[])`.execute(trx);
  await sql`delete from identify.match_unsettled where person_id = any (${personIds}::bigint[])`.execute(trx);
  await sql`
    with gone as (
      delete from identify.match_decision
      where low = any (${personIds}::bigint[]) or high = any (${personIds}::bigint[]) returning act_id, low, high
    )
    update identify.match_act a set note = ''
    where a.note <> '' and a.act_id in (select act_id from gone)
      and not exists (select from identify.match_decision d
        where d.act_id = a.act_id and (d.act_id, d.low, d.high) not in (select act_id, low, high from gone))
  `.execute(trx);
  return concerned;
}
