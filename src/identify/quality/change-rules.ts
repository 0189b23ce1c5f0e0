import type { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { RulesReply } from './api.ts';
import { findRule, qualityRules } from './rules.ts';
import { type QualitySettings, readQualitySettings, ruleSwitch, saveQualitySettings } from './settings.ts';

/** Every rule, with whether it is on. */
export async function listRules(db: Database): Promise<z.infer<typeof RulesReply>> {
  return viewOf(await readQualitySettings(db));
}

/** Switches rules on or off, or changes how long what was said stays fresh; for the next scans. Refuses unknown codes. */
export async function changeRules(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  input: {
    readonly rules: Readonly<Record<string, boolean>>;
    readonly freshDays?: number | undefined;
    readonly by: string;
  },
): Promise<Outcome<z.infer<typeof RulesReply>>> {
  const unknown = Object.keys(input.rules).filter((code) => findRule(code) === undefined);
  if (unknown.length > 0)
    return refuse(
      'invalid',
      'no-such-rule',
      `There is no rule ${unknown.join(', ')}. The list of rules names them all.`,
      {
        rules: unknown,
      },
    );
  const before = await readQualitySettings(db);
  const settings = {
    rules: { ...before.rules, ...input.rules },
    freshDays: input.freshDays ?? before.freshDays,
  };
  return viewOf(await saveQualitySettings(db, { settings, by: input.by, at: clock.now() }));
}

function viewOf(settings: QualitySettings): z.infer<typeof RulesReply> {
  const isOn = ruleSwitch(settings);
  return {
    freshDays: settings.freshDays,
    items: qualityRules.map(({ on, fields, ...rule }) => ({
      ...rule,
      fields: [...fields],
      on: isOn(rule.code),
      asDelivered: isOn(rule.code) === on,
    })),
  };
}
