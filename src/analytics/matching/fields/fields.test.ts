import { describe, expect, it } from 'vitest';
import { canonicalPlace, canonicalStreet } from './canonical-address.ts';
import {
  canonicalCode,
  canonicalCompany,
  canonicalEmail,
  canonicalGender,
  canonicalName,
  canonicalPhone,
} from './canonical-values.ts';
import { comparisonOf } from './comparison-of.ts';
import { fieldKinds, type FieldKind } from './field-kind.ts';
import { planFields } from './plan-fields.ts';
import { dateOrderOf, joinBirthDate, readBirthDate } from './read-birth-date.ts';

function level(kind: FieldKind, first: string, second: string): string {
  const { levels, between } = comparisonOf(kind);
  const compare = between([first, second]);
  const [forth, back] = [compare(0, 1), compare(1, 0)];
  expect(back).toBe(forth);
  return levels[forth] ?? '';
}

describe('levels of agreement', () => {
  it.each([
    ['givenName', 'bill', 'william', 'form'],
    ['givenName', 'jean', 'jean pierre', 'form'],
    ['givenName', 'marie claude', 'marieclaude', 'form'],
    ['givenName', 'nathalie', 'nathalei', 'close'],
    ['givenName', 'j', 'julien', 'initial'],
    ['givenName', 'j', 'marc', 'differs'],
    ['givenName', 'louis', 'louise', 'similar'],
    ['givenName', 'daniel', 'danielle', 'similar'],
    ['givenName', 'pierre', 'sophie', 'differs'],
    ['familyName', 'de la tour', 'tour', 'close'],
    ['familyName', 'dupont martin', 'martin', 'part'],
    ['familyName', 'dupont martin', 'martin dupont', 'close'],
    ['familyName', 'renault', 'reno', 'similar'],
    ['familyName', 'lefebvre', 'lefevre', 'close'],
    ['familyName', 'martin', 'garcia', 'differs'],
    ['birthDate', '19800203', '19800302', 'slip'],
    ['birthDate', '19800203', '19800204', 'slip'],
    ['birthDate', '19800203', '19800217', 'two parts'],
    ['birthDate', '19800000', '19800203', 'two parts'],
    ['birthDate', '19800203', '19561127', 'differs'],
    ['identifier', '1804974', '1804947', 'slip'],
    ['identifier', '1804974', '9218305', 'differs'],
    ['email', 'a.martin1987@gmail.com', 'amartin1987@orange.fr', 'same number'],
    ['email', 'a.martin@gmail.com', 'a.martin@gmial.com', 'slip'],
    ['email', 'a.martin@gmail.com', 'a.martin@orange.fr', 'same name'],
    ['email', 'a.martin12345@gmail.com', 'a.martin98765@gmail.com', 'differs'],
    ['phone', '612345678', '612345687', 'slip'],
    ['street', '12|rue victor hugo', '12|rue victor hgo', 'same door'],
    ['street', '12|rue victor hugo', '|rue victor hugo', 'same street'],
    ['street', '12|rue victor hugo', '14|rue victor hugo', 'similar street'],
    ['street', '12|rue victor hugo', '12|place du marche', 'differs'],
    ['place', '75011|paris|', '75011|pariss|', 'same town'],
    ['place', '75011|paris|', '75012|lyon|', 'same region'],
    ['place', '2119|cleveland|sa', '3165|marsden|sa', 'same region'],
    ['fullName', 'jean martin', 'martin jean', 'same words'],
    ['fullName', 'j martin', 'martin jean', 'contained'],
    ['text', 'golden dragon restaurant', 'golden dragon', 'similar'],
    ['text', 'abc', 'xyz', 'differs'],
  ] as const)('%s: %s, %s: %s', (kind, first, second, expected) => {
    expect(level(kind, first, second)).toBe(expected);
  });

  it('expect shares that add up to one', () => {
    for (const kind of fieldKinds) {
      const { levels, usual } = comparisonOf(kind);
      expect(usual.length).toBe(levels.length);
      expect(usual.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(levels.length).toBeLessThan(8);
    }
  });
});

describe('canonical values', () => {
  it('reads what files hold', () => {
    expect(canonicalName('Mme Élodie')).toBe('elodie');
    expect(canonicalName('M.')).toBe('m');
    expect(canonicalPhone('+33 (0)6 12 34 56 78')).toBe(canonicalPhone('06.12.34.56.78'));
    expect(canonicalPhone('0000000000')).toBe('');
    expect(canonicalEmail(' Marie.Martin+promo@Gmail.com')).toBe('marie.martin@gmail.com');
    expect(canonicalEmail('none')).toBe('');
    expect(canonicalCode('732 829 320')).toBe('732829320');
    expect(canonicalCode('000000')).toBe('');
    expect(canonicalCompany('ACME S.A.R.L.')).toBe('acme s a r l');
    expect(canonicalCompany('SARL Acme')).toBe('acme');
    expect(canonicalGender('Mlle')).toBe(canonicalGender('Female'));
    expect(canonicalStreet('', '12 bis, av. Victor Hugo')).toBe('12 bis|avenue victor hugo');
    expect(canonicalStreet('6', 'tullaroop street')).toBe('6|tullaroop street');
    expect(canonicalStreet('', '10 St James St')).toBe('10|saint james street');
    expect(canonicalPlace('13 001', 'Marseille 1er arrondissement', '')).toBe('13001|marseille|');
    expect(canonicalPlace('42000', 'ST-ETIENNE CEDEX 2', '')).toBe('42000|saint etienne|');
  });

  it('reads dates however they are written', () => {
    for (const text of ['1980-02-03', '19800203', '3/2/1980', '03.02.80', '1980-02-03T00:00:00Z'])
      expect(readBirthDate(text), text).toBe('19800203');
    expect(readBirthDate('02/03/1980', 'month-day')).toBe('19800203');
    expect(readBirthDate('1980')).toBe('19800000');
    expect(readBirthDate('')).toBe('');
    expect(readBirthDate('unknown')).toBe('');
    expect(joinBirthDate('1980', '2.0', '3')).toBe('19800203');
    expect(dateOrderOf(['01/02/1980', '12/25/1990', ''])).toBe('month-day');
    expect(dateOrderOf(['01/02/1980', '25/12/1990'])).toBe('day-month');
  });

  it('makes one place of postcode, town and region, and the same fields in any order of columns', () => {
    const columns = [
      { role: 'postcode', column: 'zip' },
      { role: 'familyName', column: 'name' },
      { role: 'city', column: 'town' },
      { role: 'birthYear', column: 'by' },
      { role: 'text', column: 'note' },
    ] as const;
    const kinds = planFields(columns).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['birthDate', 'familyName', 'place', 'text']);
    expect(planFields(columns.toReversed()).map(({ kind }) => kind)).toEqual(kinds);
  });
});
