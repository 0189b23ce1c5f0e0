import { expect, it } from 'vitest';
import type { PermissionRules } from './api.ts';
import { defaultPermissionRules, faultOfRules } from './permission-rules.ts';
import { daysThatMatter, usesThatChange } from './rules-forecast.ts';

const rule = (more: Partial<PermissionRules['law'][number]> = {}) => ({
  ...{ channel: 'phone', purpose: 'marketing', basis: 'opt-in' as const, from: null, until: null },
  ...{ exceptDuringContract: false, reference: '', ...more },
});
const soft = { channel: 'email', purpose: 'marketing', brand: '', months: 36 };

it('rules that contradict themselves are refused, naming the rule', () => {
  expect(faultOfRules(defaultPermissionRules)).toBeUndefined();
  const fault = (law: PermissionRules['law'], softOptIn: PermissionRules['softOptIn'] = []) =>
    faultOfRules({ law, softOptIn })?.code;
  expect(fault([rule({ from: '2026-02-01', until: '2026-01-31' })])).toBe('rule-ends-before-it-begins');
  expect(fault([rule({ until: '2026-01-31' }), rule({ from: '2026-01-31' })])).toBe('rules-overlap');
  expect(fault([rule({ until: '2026-01-31' }), rule({ from: '2026-02-01' })])).toBeUndefined();
  expect(fault([rule(), rule({ channel: 'sms' }), rule({ purpose: 'service' })])).toBeUndefined();
  expect(fault([], [soft, { ...soft, months: 12 }])).toBe('soft-opt-in-twice');
  expect(fault([], [soft, { ...soft, brand: 'Maison' }])).toBeUndefined();
});

it('only uses that are told otherwise count, on today and the days a rule turns', () => {
  const before = defaultPermissionRules;
  const after = {
    law: [
      ...before.law.slice(0, 4),
      { ...before.law[4], ...rule({ from: '2026-08-11', until: '2027-03-31', reference: 'other words' }) },
      rule({ from: '2027-04-01', basis: 'opt-out' }),
    ],
    softOptIn: [soft],
  };
  expect(usesThatChange({ before, after: { ...before } })).toEqual([]);
  expect(usesThatChange({ before, after })).toEqual([
    { channel: 'email', purpose: 'marketing', brand: '' },
    { channel: 'phone', purpose: 'marketing', brand: '' },
  ]);
  expect(daysThatMatter({ before, after }, '2026-11-22')).toEqual(['2026-11-22', '2027-04-01']);
  expect(daysThatMatter({ before, after }, '2026-01-01')).toEqual([
    ...['2026-01-01', '2026-08-11', '2027-04-01'],
  ]);
});
