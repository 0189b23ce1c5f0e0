import { expect, test } from 'vitest';
import { foldText } from '#analytics/text';
import { normaliseCountry } from './addresses/normalise-country.ts';
import { normaliseEmail } from './emails/normalise-email.ts';
import { normalisePhone } from './phones/normalise-phone.ts';

test.each([
  [' Anne.Petit@Exemple.FR ', 'anne.petit@exemple.fr'],
  ['léa@café.fr', 'léa@xn--caf-dma.fr'],
  ['a@b', undefined],
  ['a b@x.fr', undefined],
  ['a..b@x.fr', undefined],
  ['@x.fr', undefined],
  ['x@y@z.fr', undefined],
  ['néant', undefined],
  [`${'a'.repeat(65)}@x.fr`, undefined],
])('e-mail %s is %s', (said, kept) => {
  expect(normaliseEmail(said)).toBe(kept);
});

// Numbers of Arcep's plan: mobile, fixed, Réunion, Guadeloupe; then a Belgian one, and what nobody has.
test.each([
  ['06 12 34 56 78', 'FR', '+33612345678'],
  ['(0)1.42.68.53.00', 'FR', '+33142685300'],
  ['0033 6 12 34 56 78', 'FR', '+33612345678'],
  ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
  ['0692 12 34 56', 'FR', '+262692123456'],
  ['0590 81 00 00', 'FR', '+590590810000'],
  ['0470 12 34 56', 'BE', '+32470123456'],
  ['00 00 00 00 00', 'FR', undefined],
  ['12345', 'FR', undefined],
  ['inconnu', 'FR', undefined],
])('phone %s dialled from %s is %s', (said, country, kept) => {
  expect(normalisePhone(said, country)).toBe(kept);
});

test.each([
  ['France', 'FR'],
  ['Belgique', 'BE'],
  ['United Kingdom', 'GB'],
  ['EIRE', 'IE'],
  ['USA', 'US'],
  ['Royaume-Uni', 'GB'],
  ['fr', 'FR'],
  ['Channel Islands', 'Channel Islands'],
])('country %s is %s', (said, kept) => {
  expect(normaliseCountry(said)).toBe(kept);
});

test('text is folded for comparison', () => {
  expect(foldText('  Jean-François  D’Œuvre ')).toBe('jean francois d oeuvre');
  expect(foldText('STRASSE straße Łódź')).toBe('strasse strasse lodz');
  expect(foldText('Ελένη')).toBe('ελενη');
});
