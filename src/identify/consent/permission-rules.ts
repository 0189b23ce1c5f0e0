import type { Database } from '#platform/database';
import { readSetting, saveSetting } from '#platform/settings';
import { PermissionRules } from './api.ts';

const key = 'consent.rules';

const optIn = { basis: 'opt-in', from: null, until: null, exceptDuringContract: false } as const;

/**
 * French law for marketing, as dated data: e-mail, SMS and automated calls ask for prior consent (CPCE, L34-5); post is free until
 * she objects; calls were until 10 August 2026, and since ask for consent unless a contract runs (law 2025-594, article
 * L223-1 of the consumer code). Passing data on asks for its own. Soft opt-in is off until somebody switches it on.
 */
export const defaultPermissionRules: PermissionRules = {
  law: [
    { channel: 'email', purpose: 'marketing', ...optIn },
    { channel: 'sms', purpose: 'marketing', ...optIn },
    { channel: 'post', purpose: 'marketing', ...optIn, basis: 'opt-out' },
    { channel: 'phone', purpose: 'marketing', ...optIn, basis: 'opt-out', until: '2026-08-10' },
    { channel: 'phone', purpose: 'marketing', ...optIn, from: '2026-08-11', exceptDuringContract: true },
  ],
  softOptIn: [],
};

export async function readPermissionRules(db: Database): Promise<PermissionRules> {
  const value = await readSetting(db, key);
  return value === undefined ? defaultPermissionRules : PermissionRules.parse(value);
}

export async function savePermissionRules(
  db: Database,
  input: { readonly rules: PermissionRules; readonly by: string; readonly at: Date },
): Promise<void> {
  await saveSetting(db, { key, value: input.rules, by: input.by, at: input.at });
}
