import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { LifetimeSettings } from './api.ts';

const key = 'differentiate.lifetime';

/** What holds until somebody decides otherwise: the best model, a year ahead, 10 % a year, the last third held out. */
export const defaultLifetimeSettings: LifetimeSettings = {
  ...{
    model: 'choose',
    season: 'choose',
    seasonIndex: null,
    horizonDays: 365,
    yearlyDiscount: 0.1,
    holdOutShare: 1 / 3,
  },
  ...{ refitAfterDays: 30, marginShare: null, sampleCustomers: 20_000 },
};

/** The months' weights somebody gave, where those are to be used. */
export const knownMonths = ({ season, seasonIndex }: LifetimeSettings): readonly number[] | null =>
  season === 'known' ? seasonIndex : null;

/** The settings in force. */
export async function readLifetimeSettings(db: Database): Promise<LifetimeSettings> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultLifetimeSettings : LifetimeSettings.parse(value);
}

/** Puts settings in force, from the next fit and forecast on. */
export async function changeLifetimeSettings(
  db: Database,
  input: { settings: LifetimeSettings; by: string; at: Date },
): Promise<LifetimeSettings> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
  return input.settings;
}
