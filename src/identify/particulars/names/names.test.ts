import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#analytics/text';
import { checkCivility, checkNamePart, isSwapped } from './check-name.ts';
import { readCivility } from './civility.ts';
import { isCompanyName } from './company.ts';
import { deduceGender } from './deduce-civility.ts';
import { displayName } from './display-name.ts';
import { splitName } from './split-name.ts';

test.each([
  ['M.', { gender: 'm', title: '', couple: false, known: true }],
  ['Mlle', { gender: 'f', title: '', couple: false, known: true }],
  ['Mme le Docteur', { gender: 'f', title: 'Dr', couple: false, known: true }],
  ['M. et Mme', { gender: '', title: '', couple: true, known: true }],
  ['Me', { gender: '', title: 'Me', couple: false, known: true }],
  ['Société', { gender: '', title: '', couple: false, known: false }],
])('civility %s', (said, read) => {
  expect(readCivility(said)).toEqual(read);
});

test.each([
  ['Jean Dupont', ['', 'Jean', 'Dupont', '']],
  ['M. Jean-Pierre de La Fontaine', ['M.', 'Jean-Pierre', 'de La Fontaine', '']],
  ['DUPONT Jean', ['', 'Jean', 'DUPONT', '']],
  ['Jean DE LA TOUR', ['', 'Jean', 'DE LA TOUR', '']],
  ['DUVAL-MOREL Anne Sophie', ['', 'Anne Sophie', 'DUVAL-MOREL', '']],
  ['Dupont, Jean', ['', 'Jean', 'Dupont', '']],
  ['Lefèvre Amélie', ['', 'Amélie', 'Lefèvre', '']],
  ['Ludwig van Beethoven', ['', 'Ludwig', 'van Beethoven', '']],
  ['Mme le Dr Anne Petit', ['Mme le Dr', 'Anne', 'Petit', '']],
  ['John Smith Jr.', ['', 'John', 'Smith', 'Jr.']],
  ['Durand', ['', '', 'Durand', '']],
])('the whole name %s is split', (said, [civility, givenName, familyName, suffix]) => {
  expect(splitName(said)).toEqual({ civility, givenName, familyName, suffix });
});

test.each([
  ['DE LA FONTAINE', 'de La Fontaine'],
  ['jean-pierre', 'Jean-Pierre'],
  ["D'ORMESSON", "d'Ormesson"],
  ["O'NEIL", "O'Neil"],
  ['mcdonald', 'McDonald'],
  ['ÉLODIE', 'Élodie'],
  ['deLuca', 'deLuca'],
  ['  Marie   Curie ', 'Marie Curie'],
])('%s is shown as %s', (said, shown) => {
  expect(displayName(said)).toBe(shown);
});

test('showing a name twice changes nothing, and never its letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
      const shown = displayName(name);
      expect(displayName(shown)).toBe(shown);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-zéàçñ' -]{1,30}$/), (name) => {
      expect(foldText(displayName(name))).toBe(foldText(name));
    }),
  );
});

test.each(['SARL Dupont', 'Dupont SAS', 'Mairie de Lyon', 'Garage du Centre', 'Acme Ltd', 'Martin & Cie'])(
  '%s is an organisation',
  (name) => {
    expect(isCompanyName(name)).toBe(true);
  },
);
test.each(['Dupont', 'Sas', 'Jean Martin', 'Ste Croix'])('%s is a person', (name) => {
  expect(isCompanyName(name)).toBe(false);
});

test('a gender deduced says how sure it is, and where it comes from', () => {
  expect(deduceGender('Élodie')).toEqual({ gender: 'f', confidence: 0.98, from: 'list' });
  expect(deduceGender('Jean-Marie')).toMatchObject({ gender: 'm' });
  expect(deduceGender('Marie-Pierre')).toMatchObject({ gender: 'f' });
  expect(deduceGender('Camille')).toBeUndefined();
  expect(deduceGender('Xqzt')).toBeUndefined();
  // Beta(1 + 17, 1 + 1): 18 of 20.
  const declared = (name: string) => (name === 'camille' ? { women: 17, men: 1 } : undefined);
  expect(deduceGender('Camille', declared)).toEqual({ gender: 'f', confidence: 0.9, from: 'base' });
  // The base overrules the list when enough of it disagrees: Beta(49 + 1, 1 + 549).
  expect(deduceGender('Andrée', () => ({ women: 1, men: 549 }))).toMatchObject({ gender: 'm', from: 'both' });
});

test('names the wrong way round are seen, family names that are given names too are left alone', () => {
  expect(isSwapped({ givenName: 'Lefèvre', familyName: 'Amélie' })).toBe(true);
  expect(isSwapped({ givenName: 'DURAND', familyName: 'Thomas' })).toBe(true);
  expect(isSwapped({ givenName: 'Durand', familyName: 'Thomas' })).toBe(false);
  expect(isSwapped({ givenName: 'Amélie', familyName: 'Simon' })).toBe(false);
  expect(isSwapped({ givenName: 'J', familyName: 'Marie' })).toBe(false);
});

test.each([
  ['Dup0nt', ['name-characters']],
  ['XXX', ['name-placeholder', 'name-case']],
  ['inconnu', ['name-placeholder', 'name-case']],
  ['SARL Martin', ['name-company']],
  ['DUPONT', ['name-case']],
  ['Lê', []],
])('name %s', (name, codes) => {
  expect(checkNamePart(name).map(({ code }) => code)).toEqual(codes);
});

test('a civility is held against the given name', () => {
  expect(checkCivility({ civility: 'M.', givenName: 'Élodie' })).toEqual([
    { code: 'civility-contradicts-name', proposal: 'Mme' },
  ]);
  expect(checkCivility({ civility: 'Mme', givenName: 'Camille' })).toEqual([]);
  expect(checkCivility({ givenName: 'Jean' })).toEqual([{ code: 'civility-deducible', proposal: 'M.' }]);
  expect(checkCivility({ civility: 'Bonjour', givenName: 'Jean' })).toEqual([{ code: 'civility-unknown' }]);
});
