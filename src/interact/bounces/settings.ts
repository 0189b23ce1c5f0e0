import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { BounceSettings } from './api.ts';

const key = 'mail.bounces';

/** The settings as saved, or as delivered. */
export async function readBounceSettings(db: Database): Promise<BounceSettings> {
  return BounceSettings.parse((await readSetting(db, key)) ?? {});
}

export async function saveBounceSettings(
  db: Database,
  input: { readonly settings: BounceSettings; readonly by: string; readonly at: Date },
): Promise<BounceSettings> {
  await saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
  return input.settings;
}
