import type { PermissionRules } from './api.ts';

/** What the ledger says of one use of her data, if anything: the strictest of what applies. */
export type Said = { readonly status: 'granted' | 'withdrawn'; readonly at: string } | null;

/** What else a permission hangs on. Days are YYYY-MM-DD. */
export type PermissionFacts = {
  readonly said: Said;
  /** The latest list of opposition she is on for this channel. */
  readonly opposed: { readonly list: string; readonly obtainedOn: string } | null;
  /** When she last bought here; null: never. */
  readonly lastOrderOn: string | null;
  /** Until when a contract with her runs. */
  readonly contractUntil: string | null;
};

export type Use = { readonly channel: string; readonly purpose: string; readonly brand: string };

/** Why something is allowed or not; the rule is named where one decides. */
export type PermissionReason =
  | 'withdrawn'
  | 'opposed'
  | 'granted'
  | 'opt-out'
  | 'contract'
  | 'own-customer'
  | 'nothing-said';

export type Permission = {
  readonly allowed: boolean;
  readonly reason: PermissionReason;
  readonly months?: number;
};

/**
 * Whether a customer may be contacted for a use, on a day. In this order: a withdrawal closes; a list of opposition closes, unless she
 * said yes after it was drawn up; a grant opens; without a word the law of that day decides (dated rules), then a
 * running contract where the law lets it, then her being a customer of ours (soft opt-in), where that is switched on.
 */
export function decidePermission(
  use: Use,
  facts: PermissionFacts,
  rules: PermissionRules,
  on: string,
): Permission {
  const { said, opposed } = facts;
  if (said?.status === 'withdrawn') return { allowed: false, reason: 'withdrawn' };
  if (opposed !== null && !(said !== null && said.at.slice(0, 10) > opposed.obtainedOn))
    return { allowed: false, reason: 'opposed' };
  if (said?.status === 'granted') return { allowed: true, reason: 'granted' };
  const law = rules.law.find(
    (rule) =>
      rule.channel === use.channel &&
      rule.purpose === use.purpose &&
      (rule.from === null || rule.from <= on) &&
      (rule.until === null || on <= rule.until),
  );
  if (law?.basis === 'opt-out') return { allowed: true, reason: 'opt-out' };
  if (law?.exceptDuringContract === true && facts.contractUntil !== null && on <= facts.contractUntil)
    return { allowed: true, reason: 'contract' };
  const soft = rules.softOptIn.find(
    (rule) => rule.channel === use.channel && rule.purpose === use.purpose && rule.brand === use.brand,
  );
  if (soft !== undefined && facts.lastOrderOn !== null && isWithin(facts.lastOrderOn, soft.months, on))
    return { allowed: true, reason: 'own-customer', months: soft.months };
  return { allowed: false, reason: 'nothing-said' };
}

/** Whether a day is at most so many months before another, and not after it. */
function isWithin(day: string, months: number, on: string): boolean {
  const from = new Date(`${on}T00:00:00Z`);
  from.setUTCMonth(from.getUTCMonth() - months);
  return day <= on && day >= from.toISOString().slice(0, 10);
}
