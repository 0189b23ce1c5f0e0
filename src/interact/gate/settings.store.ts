import { type Database, sql } from '#platform/database';
import { GateSettings } from './api.ts';
import { defaultGateSettings } from './settings.ts';

const key = 'gate.rules';

/** The gate's settings as saved, or the defaults. */
export async function loadGateSettings(db: Database): Promise<GateSettings> {
  const { rows } = await sql<{
    value: unknown;
  }>`select value from platform.setting where key = ${key}`.execute(db);
  return rows[0] === undefined ? defaultGateSettings : GateSettings.parse(rows[0].value);
}

/** Saves the gate's settings, for every decision taken from now on. */
export async function saveGateSettings(
  db: Database,
  input: { settings: GateSettings; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into platform.setting (key, value, changed_at, changed_by)
    values (${key}, ${JSON.stringify(input.settings)}::jsonb, ${input.at}, ${input.by})
    on conflict (key) do update
    set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
  `.execute(db);
}
