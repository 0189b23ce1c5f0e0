import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterByKeys, type KeyGroup } from './cluster-by-keys.ts';
import { clearlyDifferent, type NamedPerson } from './given-names.ts';

const people = (...names: string[]) =>
  new Map<number, NamedPerson>(names.map((givenName, place) => [place + 1, { givenName, gender: '' }]));
const sets = (clusters: ReadonlyMap<number, number>) =>
  [...clusters].sort(([a], [b]) => a - b).map(([, set]) => set);
const phone = (...persons: number[]): KeyGroup => ({ kind: 'phone', persons });
const email = (...persons: number[]): KeyGroup => ({ kind: 'email', persons });
const card = (...persons: number[]): KeyGroup => ({ kind: 'card', persons });

test('a shared phone joins one name and keeps a household apart', () => {
  expect(sets(clusterByKeys(people('anne', 'anne', 'bernard'), [phone(1, 2, 3)]))).toEqual([1, 1, 3]);
});

test('a nameless record joins the only person it can be, and nobody when there are two', () => {
  expect(sets(clusterByKeys(people('anne', ''), [email(1, 2)]))).toEqual([1, 1]);
  expect(sets(clusterByKeys(people('anne', '', 'bernard'), [email(1, 2), phone(2, 3)]))).toEqual([1, 2, 3]);
  expect(
    sets(clusterByKeys(people('anne', '', '', 'bernard'), [email(1, 2), phone(2, 3), email(3, 4)])),
  ).toEqual([1, 2, 2, 4]);
});

test('a nameless record brings two records of one name together', () => {
  expect(sets(clusterByKeys(people('anne', '', 'anne'), [email(1, 2), phone(2, 3)]))).toEqual([1, 1, 1]);
});

test('initials join the name they fit', () => {
  expect(sets(clusterByKeys(people('jean', 'j', 'marie'), [phone(1, 2, 3)]))).toEqual([1, 1, 3]);
  expect(sets(clusterByKeys(people('jean', 'j', 'jacques'), [phone(1, 2, 3)]))).toEqual([1, 2, 3]);
});

test('a card joins whoever carries it', () => {
  expect(sets(clusterByKeys(people('anne', 'bernard'), [card(1, 2)]))).toEqual([1, 1]);
  expect(sets(clusterByKeys(people('anne', '', 'bernard'), [card(1, 2), phone(2, 3)]))).toEqual([1, 1, 3]);
});

const name = fc.constantFrom(
  '',
  'j',
  'a',
  'jean',
  'jean marc',
  'anne',
  'annie',
  'nathalie',
  'natalie',
  'bernard',
);
const world = fc
  .record({
    names: fc.array(name, { minLength: 1, maxLength: 14 }),
    groups: fc.array(
      fc.record({
        kind: fc.constantFrom('email' as const, 'phone' as const, 'card' as const),
        members: fc.uniqueArray(fc.nat(13), { minLength: 2, maxLength: 5 }),
      }),
      { maxLength: 10 },
    ),
  })
  .map(({ names, groups }) => ({
    persons: people(...names),
    groups: groups.map(({ kind, members }) => ({
      kind,
      persons: members.filter((member) => member < names.length).map((member) => member + 1),
    })),
  }));

test('the order of persons, of groups and of their members changes nothing', () => {
  fc.assert(
    fc.property(world, fc.infiniteStream(fc.nat()), ({ persons, groups }, chance) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((value) => ({ value, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ value }) => value);
      const other = clusterByKeys(
        new Map(shuffled([...persons])),
        shuffled(groups).map((group) => ({ ...group, persons: shuffled(group.persons) })),
      );
      expect(sets(other)).toEqual(sets(clusterByKeys(persons, groups)));
    }),
    { numRuns: 1000 },
  );
});

test('two people of one household are never one customer by that alone, whoever else shares the phone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'anne', 'bernard', 'clement'), { maxLength: 8 }), (others) => {
      const persons = people('anne', 'bernard', ...others);
      const clusters = clusterByKeys(persons, [phone(...persons.keys())]);
      for (const [a, first] of persons)
        for (const [b, second] of persons)
          if (clearlyDifferent(first, second)) expect(clusters.get(a)).not.toBe(clusters.get(b));
    }),
  );
});
