import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { GateSettings } from './api.ts';
import { defaultGateSettings } from './settings.ts';

const key = 'gate.rules';

/** The gate's settings as saved, or the defaults. */
export async function loadGateSettings(db: Database): Promise<GateSettings> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultGateSettings : GateSettings.parse(value);
}

/** Saves the gate's settings, for every decision taken from now on. */
export async function saveGateSettings(
  db: Database,
  input: { settings: GateSettings; by: string; at: Date },
): Promise<void> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
}
