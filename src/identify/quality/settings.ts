import { z } from 'zod';
import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { qualityRules } from './rules.ts';

/** What people changed of the rules: those switched on or off, and how long what was said stays fresh. */
export const QualitySettings = z.object({
  rules: z
    .record(z.string(), z.boolean())
    .default({})
    .describe('Rule code → on or off, where not as delivered.'),
  freshDays: z
    .int()
    .min(1)
    .max(36_500)
    .default(730)
    .describe('What a source said within this many days is fresh.'),
});
export type QualitySettings = z.infer<typeof QualitySettings>;

const key = 'quality.settings';

/** The settings as saved, or as delivered. */
export async function readQualitySettings(db: Database): Promise<QualitySettings> {
  const value = await readSetting(db, key);
  return QualitySettings.parse(value ?? {});
}

/** Saves the settings, for the scans that begin from now on. Rules set as they are delivered are left out. */
export async function saveQualitySettings(
  db: Database,
  input: { readonly settings: QualitySettings; readonly by: string; readonly at: Date },
): Promise<QualitySettings> {
  const changed = qualityRules.filter(({ code, on }) => (input.settings.rules[code] ?? on) !== on);
  const settings = {
    rules: Object.fromEntries(changed.map(({ code, on }) => [code, !on])),
    freshDays: input.settings.freshDays,
  };
  await saveSetting(db, { key, value: settings, by: input.by, at: input.at });
  return settings;
}

/** Whether a rule is applied. */
export function ruleSwitch(settings: QualitySettings): (code: string) => boolean {
  const on = new Set(
    qualityRules.filter((one) => settings.rules[one.code] ?? one.on).map(({ code }) => code),
  );
  return (code) => on.has(code);
}
