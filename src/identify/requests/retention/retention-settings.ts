import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { RetentionSettings } from '../api.ts';

const key = 'privacy.retention';

/**
 * Three years after the last contact for who never bought (CNIL, commercial management, 2022); customers for ever until somebody
 * decides otherwise: nothing is erased by itself before a number was looked at.
 */
const defaults: RetentionSettings = { prospectMonths: 36, customerMonths: null, archiveDays: 30 };

export async function readRetention(db: Database): Promise<RetentionSettings> {
  const value = await readSetting(db, key);
  return value === undefined ? defaults : RetentionSettings.parse(value);
}

export async function saveRetention(
  db: Database,
  input: { readonly settings: RetentionSettings; readonly by: string; readonly at: Date },
): Promise<void> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
}
