import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ties } from '#identify/matching';
import type { KeyGroup } from './cluster-by-keys.ts';
import { type ClusteredPerson, clusterPersons } from './cluster-persons.ts';

const person = (id: number, more: Partial<ClusteredPerson> = {}): [number, ClusteredPerson] => [
  id,
  { givenName: 'anne', gender: 'f', origin: `1 ${String(id).padStart(3, '0')}`, siren: '', ...more },
];
const noTies: Ties = { links: [], same: [], different: [], bitsBetween: () => 0 };

function clusters(
  persons: readonly (readonly [number, ClusteredPerson])[],
  groups: readonly KeyGroup[],
  ties: Partial<Ties> = {},
): number[][] {
  const of = clusterPersons(new Map(persons), groups, { ...noTies, ...ties });
  const found = new Map<number, number[]>();
  for (const [id, customer] of of) found.set(customer, [...(found.get(customer) ?? []), id]);
  return [...found.values()].map((ids) => ids.toSorted((a, b) => a - b)).toSorted();
}

describe('clusters of persons', () => {
  const four = [1, 2, 3, 4].map((id) => person(id));

  it('are joined by decisions and links on top of equal keys', () => {
    const ties = { links: [{ low: 2, high: 3, bits: 9 }], same: [[3, 4]] as const, bitsBetween: () => 9 };
    expect(clusters(four, [{ kind: 'email', persons: [1, 2] }], ties)).toEqual([[1, 2, 3, 4]]);
  });

  it('are not joined by a link when their persons disagree on the whole', () => {
    const links = [
      { low: 1, high: 2, bits: 9 },
      { low: 2, high: 3, bits: 5 },
    ];
    const bitsBetween = (first: readonly number[], second: readonly number[]) =>
      [...first, ...second].includes(1) && [...first, ...second].includes(3) ? -2 : 9;
    expect(clusters(four.slice(0, 3), [], { links, bitsBetween })).toEqual([[1, 2], [3]]);
  });

  it('part along their weakest ties when two of them were decided different', () => {
    const groups: KeyGroup[] = [
      { kind: 'card', persons: [1, 2] },
      { kind: 'phone', persons: [1, 2, 3, 4] },
      { kind: 'card', persons: [3, 4] },
    ];
    expect(clusters(four, groups)).toEqual([[1, 2, 3, 4]]);
    expect(clusters(four, groups, { different: [[1, 4]] })).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('never hold two companies of different SIREN, whatever key, link, decision or third record ties them', () => {
    const company = { givenName: '', gender: '' } as const;
    const persons = [
      person(1, { ...company, siren: '732829320' }),
      person(2, { ...company, siren: '552100554' }),
      person(3, company),
    ];
    const keys: KeyGroup[] = [
      { kind: 'card', persons: [1, 3] },
      { kind: 'phone', persons: [1, 2, 3] },
    ];
    expect(clusters(persons, keys)).toEqual([[1, 3], [2]]);
    const ties = { links: [{ low: 2, high: 3, bits: 20 }], same: [[1, 2]] as const, bitsBetween: () => 20 };
    expect(clusters(persons, keys, ties)).toEqual([[1, 3], [2]]);
  });

  it('are the same for any order of what ties them, and hold no two who were decided different', () => {
    const pair = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
      .filter(([one, other]) => one < other);
    const world = fc.record({
      keys: fc.array(pair, { maxLength: 6 }),
      same: fc.array(pair, { maxLength: 3 }),
      different: fc.array(pair, { maxLength: 4 }),
      links: fc.array(fc.tuple(pair, fc.integer({ min: 1, max: 20 })), { maxLength: 8 }),
    });
    const persons = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => person(id));
    fc.assert(
      fc.property(world, ({ keys, same, different, links }) => {
        const strong = [
          ...new Map(links.map(([[low, high], bits]) => [`${low} ${high}`, { low, high, bits }])).values(),
        ];
        const bitsOf = (one: number, other: number) =>
          strong.find(({ low, high }) => low === Math.min(one, other) && high === Math.max(one, other))
            ?.bits ?? -3;
        const bitsBetween = (first: readonly number[], second: readonly number[]) =>
          first
            .flatMap((one) => second.map((other) => bitsOf(one, other)))
            .reduce((sum, bits) => sum + bits, 0);
        const groups = keys.map((pairOf): KeyGroup => ({ kind: 'phone', persons: pairOf }));
        const found = clusters(persons, groups, { links: strong, same, different, bitsBetween });
        for (const [one, other] of different)
          expect(found.some((ids) => ids.includes(one) && ids.includes(other))).toBe(false);
        const turned = {
          links: strong.toReversed(),
          same: same.toReversed(),
          different: different.toReversed(),
        };
        expect(clusters(persons.toReversed(), groups.toReversed(), { ...turned, bitsBetween })).toEqual(
          found,
        );
      }),
      { numRuns: 300 },
    );
  });
});
