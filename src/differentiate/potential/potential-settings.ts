import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { PotentialSettings } from './api.ts';

const key = 'differentiate.potential';

/** What holds until somebody decides otherwise: the upper quarter of 30 alike or more; a declared share holds for a year. */
export const defaultPotentialSettings: PotentialSettings = {
  ...{ fields: [], share: 0.75, cellMinimum: 30 },
  ...{ freshDays: 365, leastShare: 0.1, shareError: 0.05 },
};

/** The settings in force. */
export async function readPotentialSettings(db: Database): Promise<PotentialSettings> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultPotentialSettings : PotentialSettings.parse(value);
}

/** Puts settings in force, from the next computation on. */
export async function changePotentialSettings(
  db: Database,
  input: { settings: PotentialSettings; by: string; at: Date },
): Promise<PotentialSettings> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
  return input.settings;
}
