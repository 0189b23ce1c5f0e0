import { saltedHash } from '#analytics/random';
import { decidePermission, type Permission } from '#identify/consent';
import type { ContactFacts, Decision, GateRules } from './decision.ts';
import type { ClosingCode, Reason } from './reason.ts';

// Deliberately loose (RFC 5321 sizes, one @, a dotted domain): the mail server is the judge of the rest.
const mailbox =
  /^[^\s@"<>(),;:\\[\]]{1,64}@(?=.{4,253}$)[^\s@"<>(),;:\\[\]._-][^\s@"<>(),;:\\[\]]*\.[^\s@."<>(),;:\\[\]]{2,}$/u;

/** Whether an address looks deliverable: one @, a dotted domain, no spaces or quotes. */
export function isMailbox(address: string): boolean {
  return mailbox.test(address) && !address.includes('..');
}

function reason(code: ClosingCode, details: Reason['details'] = {}): Reason {
  return { code, details };
}

function addressReasons(facts: ContactFacts): Reason[] {
  if (facts.address === null || facts.address === '') return [reason('address-missing')];
  if (!isMailbox(facts.address)) return [reason('address-invalid')];
  return facts.addressTakenBy === null
    ? []
    : [reason('address-shared', { customerId: facts.addressTakenBy })];
}

/** The same decision that a customer's page explains, as reasons of the gate. */
function permissionOf(facts: ContactFacts, { permission }: GateRules): Permission {
  const { consent, opposed, lastOrderOn } = facts;
  const known = { said: consent, opposed, lastOrderOn, contractUntil: null };
  const { use, rules, on } = permission ?? nobodyAsked;
  return decidePermission(use, known, rules, on);
}

const nobodyAsked = {
  use: { channel: '', purpose: '', brand: '' },
  rules: { law: [], softOptIn: [] },
  on: '9999-12-31',
};

function consentReasons(facts: ContactFacts, permission: Permission): Reason[] {
  if (permission.allowed) return [];
  if (permission.reason === 'opposed') return [reason('opposed', { ...facts.opposed })];
  if (facts.consent === null || permission.reason !== 'withdrawn') return [reason('consent-missing')];
  const { key, at, source } = facts.consent;
  return [reason('consent-withdrawn', { key, at, source })];
}

function pressureReasons(facts: ContactFacts, rule: GateRules['pressure']): Reason[] {
  if (rule === null || facts.sentInWindow < rule.messagesMax) return [];
  return [reason('pressure', { sent: facts.sentInWindow, ...rule })];
}

/** Whether a customer is in a holdout: the same answer for ever for one salt; a greater share only adds people. */
export function isHeldOut(customerId: number, holdout: { share: number; salt: string }): boolean {
  return holdout.share > 0 && saltedHash(holdout.salt, String(customerId)) < holdout.share;
}

/**
 * Decides whether one customer may be contacted, and says why not: address, suppression, permission (a withdrawal
 * or a list of opposition closes, then consent, or a rule that stands for it), pressure, global holdout, and last the campaign's control group, drawn only among those the rest lets through:
 * the control group is then comparable with the people contacted. Pure: facts and rules in, decision out.
 */
export function decide(facts: ContactFacts, rules: GateRules): Decision {
  const permission = permissionOf(facts, rules);
  const { months } = permission;
  const basis: Decision['basis'] = {
    consent: facts.consent?.status === 'granted' ? withoutStatus(facts.consent) : null,
    sentInWindow: facts.sentInWindow,
    ...(months === undefined || facts.lastOrderOn === null
      ? {}
      : { ownCustomer: { lastOrderOn: facts.lastOrderOn, months } }),
  };
  const closing = [
    ...addressReasons(facts),
    ...(facts.suppression === null ? [] : [reason('suppressed', { ...facts.suppression })]),
    ...consentReasons(facts, permission),
    ...pressureReasons(facts, rules.pressure),
    ...(isHeldOut(facts.customerId, rules.globalHoldout) ? [reason('global-holdout')] : []),
  ];
  if (closing.length > 0) return { verdict: 'skip', arm: 'none', reasons: closing, basis };
  if (rules.campaignHoldout !== null && isHeldOut(facts.customerId, rules.campaignHoldout)) {
    const { share } = rules.campaignHoldout;
    return { verdict: 'skip', arm: 'control', reasons: [reason('campaign-holdout', { share })], basis };
  }
  return { verdict: 'send', arm: 'treated', reasons: [], basis };
}

function withoutStatus(consent: NonNullable<ContactFacts['consent']>): Decision['basis']['consent'] {
  return { key: consent.key, at: consent.at, source: consent.source };
}
