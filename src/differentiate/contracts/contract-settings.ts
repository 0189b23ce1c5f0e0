import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { ContractSettings } from './api.ts';

const key = 'differentiate.contracts';

/** What holds until somebody decides otherwise: customers come and go without contract. */
export const defaultContractSettings: ContractSettings = {
  ...{ contractual: false, graceDays: 30, yearlyDiscount: 0.1, horizonDays: 365 },
};

/** The settings in force. */
export async function readContractSettings(db: Database): Promise<ContractSettings> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultContractSettings : ContractSettings.parse(value);
}

/** Puts settings in force, from the next computation on. */
export async function changeContractSettings(
  db: Database,
  input: { settings: ContractSettings; by: string; at: Date },
): Promise<ContractSettings> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
  return input.settings;
}
