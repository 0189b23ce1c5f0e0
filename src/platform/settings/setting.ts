import { type Database, sql } from '../database/index.ts';

/** What is stored under a key, as it was given; undefined when nobody decided yet. Parse it: it may be older than the program. */
export async function readSetting(db: Database, key: string): Promise<unknown> {
  const { rows } = await sql<{
    value: unknown;
  }>`select value from platform.setting where key = ${key}`.execute(db);
  return rows[0]?.value;
}

/** Puts a value under a key, in place of the one before; says who and when. */
export async function saveSetting(
  db: Database,
  setting: { readonly key: string; readonly value: unknown; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into platform.setting (key, value, changed_at, changed_by)
    values (${setting.key}, ${JSON.stringify(setting.value)}::jsonb, ${setting.at}, ${setting.by})
    on conflict (key) do update
    set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
  `.execute(db);
}
