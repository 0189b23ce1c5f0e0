import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { PermissionRules, PermissionRulesReply } from './api.ts';
import { faultOfRules } from './permission-rules.ts';
import { insertRuleVersion, lockRules, readRulesInForce } from './permission-rules.store.ts';

/**
 * Puts rules in force as the next version, for decisions from now on; what is in force already stays, as it is. Refuses rules that
 * contradict themselves, and a change of a version (`version`) that is no longer the latest.
 */
export function changePermissionRules(
  db: Database,
  input: {
    readonly rules: PermissionRules;
    readonly version?: number | undefined;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Outcome<PermissionRulesReply>> {
  const { law, softOptIn } = input.rules;
  const rules = { law, softOptIn };
  return inTransaction(db, async (trx) => {
    const fault = faultOfRules(rules);
    if (fault !== undefined) return fault;
    await lockRules(trx);
    const { version, changedBy, changedAt, ...before } = await readRulesInForce(trx);
    if (input.version !== undefined && input.version !== version)
      return refuse(
        'conflict',
        'rules-changed-since',
        `The rules were changed since version ${input.version} was read: version ${version} is in force. Read it, then change it.`,
        { version },
      );
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(rules)))
      return { ...before, version, changedBy, changedAt };
    const next = version + 1;
    await insertRuleVersion(trx, { version: next, rules, by: input.by, at: input.at });
    return { ...rules, version: next, changedBy: input.by, changedAt: input.at.toISOString() };
  });
}

/** The same whatever the order in which the names of a rule were written. */
const sorted = ({ law, softOptIn }: PermissionRules) =>
  [law, softOptIn].map((rules) => rules.map((rule) => Object.entries(rule).toSorted()));
