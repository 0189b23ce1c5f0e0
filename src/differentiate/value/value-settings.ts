import { type Database, sql } from '#platform/database';
import { ValueSettings } from './api.ts';

const key = 'differentiate.value';

/** What holds until somebody decides otherwise: quintiles, A to 80 % and B to 95 % of net sales, ranks 1-5-20 %. */
export const defaultValueSettings: ValueSettings = {
  currency: null,
  scoring: { method: 'quantiles' },
  abc: { measure: 'netSales', shareA: 0.8, shareB: 0.95 },
  rankShares: [0.01, 0.05, 0.2],
  snapshotsKept: 24,
};

/** The settings in force. */
export async function readValueSettings(needs: { db: Database }): Promise<ValueSettings> {
  const { rows } = await sql<{ value: unknown }>`
    select value from platform.setting where key = ${key}
  `.execute(needs.db);
  return rows[0] === undefined ? defaultValueSettings : ValueSettings.parse(rows[0].value);
}

/** Puts settings in force, from the next computation on. They were parsed at the edge. */
export async function changeValueSettings(
  needs: { db: Database },
  input: { settings: ValueSettings; by: string; at: Date },
): Promise<ValueSettings> {
  await sql`
    insert into platform.setting (key, value, changed_at, changed_by)
    values (${key}, ${JSON.stringify(input.settings)}::jsonb, ${input.at}, ${input.by})
    on conflict (key) do update
    set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
  `.execute(needs.db);
  return input.settings;
}
