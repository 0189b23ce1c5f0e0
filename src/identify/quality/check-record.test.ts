import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckContext, checkRecord } from './check-record.ts';
import { findRule, qualityRules } from './rules.ts';
import { ruleSwitch } from './settings.ts';
import { countRecord, emptyTally } from './tally.ts';

const context: CheckContext = { today: '2026-11-22', homeCountry: 'FR', isOn: () => true };
const good = {
  civility: 'Mme',
  givenName: 'Élodie',
  familyName: 'Petit',
  email: 'elodie.petit@orange.fr',
  phone: '06 12 98 56 78',
  birthDate: '1980-03-12',
  street: '12 rue des Lilas',
  postcode: '69100',
  city: 'Villeurbanne',
};

test('a record without a fault breaks no rule; a poor one breaks those of its faults, in the field of each', () => {
  expect(checkRecord(good, context)).toEqual([]);
  const poor = {
    ...{
      civility: 'M.',
      givenName: 'Élodie',
      familyName: 'Martin 2',
      email: 'elodie@gmial.com',
      phone: '0899 12 98 56',
    },
    ...{
      birthDate: '1900-01-01',
      street: 'rue des Lilas',
      postcode: '83240',
      city: 'Meylan',
      country: 'Atlantide',
    },
  };
  expect(checkRecord({ ...poor, country: '' }, context)).toEqual([
    { field: 'civility', rule: 'civility-contradicts-name', proposal: 'Mme' },
    { field: 'familyName', rule: 'name-characters' },
    { field: 'email', rule: 'email-domain-typo', proposal: 'elodie@gmail.com' },
    { field: 'phone', rule: 'phone-special' },
    { field: 'birthDate', rule: 'birth-date-default' },
    { field: 'address', rule: 'address-doubtful' },
    { field: 'postcode', rule: 'postcode-wrong', proposal: '38240' },
    { field: 'street', rule: 'number-missing' },
  ]);
  expect(checkRecord(poor, context)).toContainEqual({ field: 'country', rule: 'country-unknown' });
});

test('a rule that is off finds nothing, whatever the record', () => {
  const field = fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'XXX',
        'a@gmial.com',
        '0000000000',
        '1900-01-01',
        '75000',
        'Paris',
        'constructor',
        '__proto__',
        'toString',
      ),
    ),
    { nil: undefined },
  );
  const record = fc.record({
    ...{ civility: field, givenName: field, familyName: field, email: field, phone: field, birthDate: field },
    ...{ street: field, postcode: field, city: field, country: field },
  });
  fc.assert(
    fc.property(record, fc.subarray(qualityRules.map(({ code }) => code)), (said, on) => {
      const fields = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined));
      const all = checkRecord(fields, context);
      for (const { rule, field: where } of all) expect(findRule(rule)?.fields, rule).toContain(where);
      const some = checkRecord(fields, { ...context, isOn: (code) => on.includes(code) });
      expect(some).toEqual(all.filter(({ rule }) => on.includes(rule)));
    }),
    { numRuns: 500 },
  );
});

test('rules are on as delivered unless said otherwise, and each has words in both languages', () => {
  const isOn = ruleSwitch({ rules: { 'email-role': false, 'name-case': true }, freshDays: 730 });
  expect(['email-role', 'name-case', 'email-invalid', 'civility-deducible'].map(isOn)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(new Set(qualityRules.map(({ code }) => code)).size).toBe(qualityRules.length);
  for (const { label } of qualityRules) expect(label.fr.length * label.en.length).toBeGreaterThan(0);
});

test('a record counts once in a field: invalid before suspicious, empty never invalid', () => {
  const tally = emptyTally();
  countRecord(tally, { fields: good, fresh: true }, []);
  const findings = [
    { field: 'email', rule: 'email-invalid' },
    { field: 'email', rule: 'email-role' },
    { field: 'phone', rule: 'phone-special' },
    { field: 'city', rule: 'city-missing' },
  ] as const;
  countRecord(tally, { fields: { email: 'x', phone: '1', street: '1 rue X' }, fresh: false }, findings);
  expect(tally.records).toBe(2);
  expect(tally.fields['email']).toMatchObject({ filled: 2, invalid: 1, suspicious: 0, fresh: 1 });
  expect(tally.fields['phone']).toMatchObject({ filled: 2, invalid: 0, suspicious: 1 });
  expect(tally.fields['city']).toMatchObject({ filled: 1, invalid: 0, rules: { 'city-missing': 1 } });
});
