import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { MailLimits } from './api.ts';
import { defaultMailLimits } from './throttle.ts';

const key = 'mail.limits';

/** Rate and concurrency per recipient domain as saved, or the defaults. */
export async function loadMailLimits(db: Database): Promise<MailLimits> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultMailLimits : MailLimits.parse(value);
}

/** Saves the limits, for sendings that start from now on. */
export async function saveMailLimits(
  db: Database,
  input: { limits: MailLimits; by: string; at: Date },
): Promise<void> {
  await saveSetting(db, { key, value: input.limits, by: input.by, at: input.at });
}
