import type { LawRule, PermissionRules } from './api.ts';
import { type Refusal, refuse } from '#platform/errors';

const optIn = { basis: 'opt-in', from: null, until: null, exceptDuringContract: false } as const;

/**
 * French law for marketing, as dated data: e-mail, SMS and automated calls ask for prior consent (CPCE, L34-5); post is free until
 * she objects; calls were until 10 August 2026, and since ask for consent unless a contract runs (law 2025-594, article
 * L223-1 of the consumer code). Passing data on asks for its own. Soft opt-in is off until somebody switches it on.
 */
export const defaultPermissionRules: PermissionRules = {
  law: [
    { channel: 'email', purpose: 'marketing', ...optIn, reference: 'CPCE, L34-5' },
    { channel: 'sms', purpose: 'marketing', ...optIn, reference: 'CPCE, L34-5' },
    { channel: 'post', purpose: 'marketing', ...optIn, basis: 'opt-out', reference: 'RGPD, art. 21' },
    {
      ...{ channel: 'phone', purpose: 'marketing', ...optIn, basis: 'opt-out', until: '2026-08-10' },
      reference: 'Code de la consommation, L223-1',
    },
    {
      ...{ channel: 'phone', purpose: 'marketing', ...optIn, from: '2026-08-11', exceptDuringContract: true },
      reference: 'Code de la consommation, L223-1 (loi 2025-594)',
    },
  ],
  softOptIn: [],
};

/**
 * What is wrong with rules, if anything: a rule that ends before it begins, two rules of law for one use on one day (the later in the
 * list would never count), two soft opt-ins for one use.
 */
export function faultOfRules({ law, softOptIn }: PermissionRules): Refusal | undefined {
  for (const [index, rule] of law.entries()) {
    const use = `${rule.channel}, ${rule.purpose}`;
    if (rule.from !== null && rule.until !== null && rule.from > rule.until)
      return refuse(
        'invalid',
        'rule-ends-before-it-begins',
        `Rule ${index + 1} (${use}) ends on ${rule.until}, before it begins on ${rule.from}. Correct one of the days.`,
        { rule: index + 1, from: rule.from, until: rule.until },
      );
    const other = law.findIndex((one, at) => at < index && sameUse(one, rule) && overlap(one, rule));
    if (other >= 0)
      return refuse(
        'invalid',
        'rules-overlap',
        `Rules ${other + 1} and ${index + 1} (${use}) count on the same days. End one before the other begins.`,
        { first: other + 1, second: index + 1 },
      );
  }
  const uses = softOptIn.map(({ channel, purpose, brand }) => JSON.stringify([channel, purpose, brand]));
  const twice = uses.findIndex((use, at) => uses.indexOf(use) < at);
  if (twice < 0) return undefined;
  const { channel = '', purpose = '' } = softOptIn[twice] ?? {};
  return refuse(
    'invalid',
    'soft-opt-in-twice',
    `The exception for own customers (${channel}, ${purpose}) is there twice for one brand. Keep one of them.`,
    { channel, purpose },
  );
}

const sameUse = (a: LawRule, b: LawRule) => a.channel === b.channel && a.purpose === b.purpose;

const overlap = (a: LawRule, b: LawRule) =>
  (a.from ?? '') <= (b.until ?? '9999-12-31') && (b.from ?? '') <= (a.until ?? '9999-12-31');
