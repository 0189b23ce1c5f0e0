import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
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
  const value = await readSetting(needs.db, key);
  return value === undefined ? defaultValueSettings : ValueSettings.parse(value);
}

/** Puts settings in force, from the next computation on. They were parsed at the edge. */
export async function changeValueSettings(
  needs: { db: Database },
  input: { settings: ValueSettings; by: string; at: Date },
): Promise<ValueSettings> {
  await saveSetting(needs.db, { key, value: input.settings, by: input.by, at: input.at });
  return input.settings;
}
