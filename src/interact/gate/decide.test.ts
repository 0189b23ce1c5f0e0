import { describe, expect, test } from 'vitest';
import { decide, isHeldOut, isMailbox } from './decide.ts';
import type { ContactFacts, GateRules } from './decision.ts';
import { explainDecision } from './explain-decision.ts';
import { closingCodes } from './reason.ts';

const facts: ContactFacts = {
  customerId: 1,
  personId: 1,
  address: 'anna@example.org',
  addressTakenBy: null,
  suppression: null,
  opposed: null,
  lastOrderOn: null,
  consent: { status: 'granted', key: 'email:marketing', at: '2026-01-02T00:00:00Z', source: 'till' },
  sentInWindow: 0,
};
const open: GateRules = {
  pressure: { messagesMax: 2, windowDays: 7 },
  globalHoldout: { share: 0, salt: 'global' },
  campaignHoldout: null,
};
const codes = (more: Partial<ContactFacts>, rules: Partial<GateRules> = {}) =>
  decide({ ...facts, ...more }, { ...open, ...rules }).reasons.map((reason) => reason.code);

const bought = (lastOrderOn: string | null, more: Partial<ContactFacts> = {}) => {
  const use = { channel: 'email', purpose: 'marketing', brand: '' };
  const rules = { law: [], softOptIn: [{ ...use, months: 24 }] };
  const known = { ...facts, consent: null, lastOrderOn, ...more };
  return decide(known, { ...open, permission: { rules, use, on: '2026-11-22' } });
};

describe('the gate', () => {
  test('takes a purchase for a consent where that is switched on, unless she objects', () => {
    expect(bought('2024-11-22')).toMatchObject({
      verdict: 'send',
      basis: { consent: null, ownCustomer: { lastOrderOn: '2024-11-22', months: 24 } },
    });
    expect(explainDecision(bought('2024-11-22'), 'en')[0]).toContain('Bought within 24 months');
    for (const closed of [
      bought('2024-11-21'),
      bought(null),
      bought('2026-11-01', { consent: { status: 'withdrawn', key: 'k', at: '', source: '' } }),
      bought('2026-11-01', { opposed: { list: 'Bloctel', obtainedOn: '2026-03-01' } }),
    ])
      expect(closed.verdict).toBe('skip');
  });

  test('lets a consent given after a list of opposition was drawn up win over it, and no earlier one', () => {
    const on = (obtainedOn: string) => codes({ opposed: { list: 'Bloctel', obtainedOn } });
    expect(on('2026-01-01')).toEqual([]);
    expect(on('2026-01-02')).toEqual(['opposed']);
  });

  test('lets through a reachable, consenting, rested customer, and keeps what that rested on', () => {
    expect(decide(facts, open)).toEqual({
      verdict: 'send',
      arm: 'treated',
      reasons: [],
      basis: {
        consent: { key: 'email:marketing', at: '2026-01-02T00:00:00Z', source: 'till' },
        sentInWindow: 0,
      },
    });
  });

  test('closes for each reason by itself', () => {
    expect(codes({ address: null })).toEqual(['address-missing']);
    expect(codes({ address: 'anna@' })).toEqual(['address-invalid']);
    expect(codes({ addressTakenBy: 9 })).toEqual(['address-shared']);
    expect(codes({ suppression: { reason: 'bounced', addedAt: '2026-01-01' } })).toEqual(['suppressed']);
    expect(codes({ opposed: { list: 'Bloctel', obtainedOn: '2026-03-01' } })).toEqual(['opposed']);
    expect(codes({ consent: null })).toEqual(['consent-missing']);
    expect(codes({ consent: { status: 'withdrawn', key: 'k', at: '', source: '' } })).toEqual([
      'consent-withdrawn',
    ]);
    expect(codes({ sentInWindow: 1 })).toEqual([]);
    expect(codes({ sentInWindow: 2 })).toEqual(['pressure']);
    expect(codes({}, { globalHoldout: { share: 1, salt: 'g' } })).toEqual(['global-holdout']);
    expect(codes({}, { campaignHoldout: { share: 1, salt: 'c' } })).toEqual(['campaign-holdout']);
  });

  test('gives all reasons in the order of asking; nobody who could not be contacted is in the control group', () => {
    const closed = decide(
      { ...facts, address: null, consent: null, sentInWindow: 5 },
      { ...open, globalHoldout: { share: 1, salt: 'g' }, campaignHoldout: { share: 1, salt: 'c' } },
    );
    expect(closed.reasons.map((reason) => reason.code)).toEqual([
      'address-missing',
      'consent-missing',
      'pressure',
      'global-holdout',
    ]);
    expect(closed.arm).toBe('none');
    expect(decide(facts, { ...open, campaignHoldout: { share: 1, salt: 'c' } }).arm).toBe('control');
  });

  test('a holdout keeps its share, its people for ever, and only grows with its share', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => index + 1);
    const held = (share: number, salt: string) => ids.filter((id) => isHeldOut(id, { share, salt }));
    const tenth = held(0.1, 'a');
    // Four standard errors of a binomial share around 10 %.
    expect(Math.abs(tenth.length / 20_000 - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 20_000));
    expect(held(0.1, 'a')).toEqual(tenth);
    const fifth = new Set(held(0.2, 'a'));
    expect(tenth.every((id) => fifth.has(id))).toBe(true);
    const both = held(0.1, 'b').filter((id) => tenth.includes(id)).length;
    expect(Math.abs(both / 20_000 - 0.01)).toBeLessThan(4 * Math.sqrt(0.0099 / 20_000));
  });

  test('explains every reason in French and English', () => {
    for (const code of closingCodes) {
      const decision = {
        ...decide(facts, open),
        verdict: 'skip' as const,
        reasons: [{ code, details: { sent: 2 } }],
      };
      for (const language of ['fr', 'en'] as const) {
        expect(explainDecision(decision, language)[0]).toMatch(/^\p{Lu}.{10,}\.$/u);
      }
    }
    expect(explainDecision(decide(facts, open), 'en')[0]).toContain('Consent given on 2026-01-02');
  });

  test('knows an address from a typing error', () => {
    for (const good of ['a@b.fr', 'jean.dupont+x@sous.domaine.example', 'élodie@exemple.fr', "o'neil@x.ie"]) {
      expect([good, isMailbox(good)]).toEqual([good, true]);
    }
    for (const bad of [
      'a',
      'a@b',
      'a@@b.fr',
      'a b@c.fr',
      'a@b..fr',
      'a@.fr',
      '<a@b.fr>',
      'a@b.fr\r\nBcc: x@y.z',
      'a,b@c.fr',
    ]) {
      expect([bad, isMailbox(bad)]).toEqual([bad, false]);
    }
  });
});
