import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#analytics/text';
import { genderOf } from '#identify/particulars';
import { clearlyDifferent } from './given-names.ts';

const named = (givenName: string, civility = '') => ({
  givenName: foldText(givenName),
  gender: genderOf(civility),
});

test.each([
  ['Anne', 'ANNE'],
  ['Jérôme', 'Jerome'],
  ['Jean', 'J.'],
  ['Jean-Pierre', 'J P'],
  ['Marie', 'Marie-Claude'],
  ['Nathalie', 'Natalie'],
  ['Isabelle', 'Isabelel'],
  ['Jean-Luc', 'Jeanluc'],
  ['Anne', ''],
])('%s and %s may be one person', (a, b) => {
  expect(clearlyDifferent(named(a), named(b))).toBe(false);
});

test.each([
  ['Anne', 'Bernard'],
  ['Louis', 'Louise'],
  ['Martin', 'Martine'],
  ['Paul', 'Raul'],
  ['Jean', 'B.'],
  ['Jean-Pierre', 'Jean-Marc'],
  ['Alex', 'Alexandre'],
])('%s and %s are two people', (a, b) => {
  expect(clearlyDifferent(named(a), named(b))).toBe(true);
});

test('civilities of different genders part names that look alike, not equal ones', () => {
  expect(clearlyDifferent(named('Frédéric', 'M.'), named('Frédérie', 'Mme'))).toBe(true);
  expect(clearlyDifferent(named('Camille', 'M.'), named('Camille', 'Mme'))).toBe(false);
});

test('the rule does not depend on which is first', () => {
  const name = fc.constantFrom(
    '',
    'j',
    'b',
    'jean',
    'jeanne',
    'jean marc',
    'nathalie',
    'natalie',
    'louis',
    'louise',
  );
  const person = fc.record({
    givenName: name,
    gender: fc.constantFrom('m' as const, 'f' as const, '' as const),
  });
  fc.assert(fc.property(person, person, (a, b) => clearlyDifferent(a, b) === clearlyDifferent(b, a)));
});
