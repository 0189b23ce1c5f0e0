import { type Database, sql } from '#platform/database';
import { MailLimits } from './api.ts';
import { defaultMailLimits } from './throttle.ts';

const key = 'mail.limits';

/** Rate and concurrency per recipient domain as saved, or the defaults. */
export async function loadMailLimits(db: Database): Promise<MailLimits> {
  const { rows } = await sql<{
    value: unknown;
  }>`select value from platform.setting where key = ${key}`.execute(db);
  return rows[0] === undefined ? defaultMailLimits : MailLimits.parse(rows[0].value);
}

/** Saves the limits, for sendings that start from now on. */
export async function saveMailLimits(
  db: Database,
  input: { limits: MailLimits; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into platform.setting (key, value, changed_at, changed_by)
    values (${key}, ${JSON.stringify(input.limits)}::jsonb, ${input.at}, ${input.by})
    on conflict (key) do update
    set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
  `.execute(db);
}
