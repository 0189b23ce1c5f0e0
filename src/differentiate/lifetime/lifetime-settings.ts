import { type Database, sql } from '#platform/database';
import { LifetimeSettings } from './api.ts';

const key = 'differentiate.lifetime';

/** What holds until somebody decides otherwise: the best model, a year ahead, 10 % a year, the last third held out. */
export const defaultLifetimeSettings: LifetimeSettings = {
  ...{ model: 'choose', horizonDays: 365, yearlyDiscount: 0.1, holdOutShare: 1 / 3 },
  ...{ refitAfterDays: 30, marginShare: null, sampleCustomers: 20_000 },
};

/** The settings in force. */
export async function readLifetimeSettings(db: Database): Promise<LifetimeSettings> {
  const { rows } = await sql<{ value: unknown }>`
    select value from platform.setting where key = ${key}
  `.execute(db);
  return rows[0] === undefined ? defaultLifetimeSettings : LifetimeSettings.parse(rows[0].value);
}

/** Puts settings in force, from the next fit and forecast on. */
export async function changeLifetimeSettings(
  db: Database,
  input: { settings: LifetimeSettings; by: string; at: Date },
): Promise<LifetimeSettings> {
  await sql`
    insert into platform.setting (key, value, changed_at, changed_by)
    values (${key}, ${JSON.stringify(input.settings)}::jsonb, ${input.at}, ${input.by})
    on conflict (key) do update
    set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
  `.execute(db);
  return input.settings;
}
