import { type Database, sql } from '../database/index.ts';

/** Removes rows set aside that tell of somebody (`platform.tells`), or that have one of these values in a column. Answers how many. */
export async function forgetSetAside(
  db: Database,
  of: {
    readonly told: readonly (readonly string[])[];
    readonly columns: readonly string[];
    readonly ids: readonly number[];
  },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from platform.outbox_refused
    where platform.tells(concat_ws(' ', row, reason), ${JSON.stringify(of.told)}::jsonb)
       or exists (select from unnest(${of.columns}::text[]) as name where row ->> name = any (${of.ids.map(String)}::text[]))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
