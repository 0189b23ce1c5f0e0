import { bitsOf } from '#analytics/matching';
import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { MatchingSettings } from './api.ts';

const key = 'matching.settings';

/** The least probability that is kept of a pair: lower thresholds would find nothing. */
export const keptFrom = 0.05;

/** The settings as saved, or as delivered. */
export async function readMatchingSettings(db: Database): Promise<MatchingSettings> {
  return MatchingSettings.parse((await readSetting(db, key)) ?? {});
}

/** Saves the settings; customers follow when `unsettled` persons are derived anew. */
export function saveMatchingSettings(
  db: Database,
  input: { readonly settings: MatchingSettings; readonly by: string; readonly at: Date },
): Promise<void> {
  return saveSetting(db, { key, value: input.settings, by: input.by, at: input.at });
}

/** Log₂ odds from which records are one customer; none are when matching is off. */
export function mergeBits(settings: MatchingSettings): number {
  return settings.on ? bitsOf(settings.mergeFrom) : Number.POSITIVE_INFINITY;
}
