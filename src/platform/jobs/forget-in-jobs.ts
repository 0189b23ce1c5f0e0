import { type Database, sql } from '../database/index.ts';

/** Empties what ended jobs tell of somebody, told by groups of words (`platform.tells`). Answers how many. */
export async function forgetInJobs(db: Database, told: readonly (readonly string[])[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update platform.job set payload = '{}', cursor = null, result = null, error = null
    where state not in ('waiting', 'running')
      and platform.tells(concat_ws(' ', payload, cursor, result, error), ${JSON.stringify(told)}::jsonb)`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
