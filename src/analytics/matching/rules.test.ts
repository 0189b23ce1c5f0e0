import { describe, expect, it } from 'vitest';
import { createAtoms } from './blocking/atom-codes.ts';
import { createKey } from './blocking/blocking-key.ts';
import { buildBlocks } from './blocking/build-blocks.ts';
import { indexBlocks, visitPairs } from './blocking/candidate-pairs.ts';
import { estimateMissed } from './blocking/estimate-missed.ts';
import { clusterLinks } from './clusters/cluster-links.ts';
import { measureClusters } from './clusters/measure-clusters.ts';
import { planFields } from './fields/plan-fields.ts';
import { matchRecords } from './match-records.ts';
import { runTurns } from './turns.ts';
import { addRecord, createTable } from './records/record-table.ts';

function tableOf(roles: Parameters<typeof planFields>[0], rows: readonly Record<string, string>[]) {
  const fields = planFields(roles);
  const table = createTable(fields);
  for (const row of rows)
    addRecord(table, (at) => (fields[at]?.columns ?? []).map((column) => row[column] ?? ''));
  return table;
}

const people = [
  { role: 'givenName', column: 'given' },
  { role: 'familyName', column: 'family' },
  { role: 'card', column: 'card' },
] as const;

describe('rules', () => {
  it('makes one of all who have a card, whatever else they say', () => {
    const table = tableOf(people, [
      { given: 'Anna', family: 'Martin', card: '123456' },
      { given: 'Zoé', family: 'Petit', card: '123 456' },
      { given: 'Paul', family: 'Durand', card: '999111' },
      { given: 'Luc', family: 'Blanc' },
    ]);
    const { clusterOf } = matchRecords({ table }).clusters;
    expect([...clusterOf]).toEqual([0, 0, 2, 3]);
  });

  it('never makes one of two SIREN, even by a third record', () => {
    const name = { name: 'Boulangerie du Marché Central', city: 'Brest' };
    const table = tableOf(
      [
        { role: 'companyName', column: 'name' },
        { role: 'city', column: 'city' },
        { role: 'siren', column: 'siren' },
      ],
      [
        { ...name, siren: '732829320' },
        { ...name, siren: '552100554' },
        { ...name, siren: '' },
        ...Array.from({ length: 300 }, (_, at) => ({
          name: `Société ${at * 7919}`,
          city: `Ville ${at}`,
          siren: '',
        })),
      ],
    );
    const { clusterOf } = matchRecords({ table }).clusters;
    expect(clusterOf[0]).not.toBe(clusterOf[1]);
  });

  it('takes one record, and none', () => {
    expect(
      matchRecords({ table: tableOf(people, [{ given: 'Anna', family: 'Martin' }]) }).clusters.clusterOf,
    ).toHaveLength(1);
    expect(matchRecords({ table: tableOf(people, []) }).clusters.clusterOf).toHaveLength(0);
  });
});

describe('chains', () => {
  const links = (...list: [number, number, number][]) => ({
    first: Int32Array.from(list, ([one]) => one),
    second: Int32Array.from(list, ([, other]) => other),
    bits: Float32Array.from(list, ([, , bits]) => bits),
  });

  it('end where records contradict each other', () => {
    const bits = new Map([
      ['0 1', 10],
      ['1 2', 5],
      ['0 2', -30],
    ]);
    const between = (least: number) => (first: readonly number[], second: readonly number[]) =>
      first
        .flatMap((a) => second.map((b) => bits.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? -30))
        .reduce((sum, one) => sum + Math.max(least, one), 0);
    const found = clusterLinks({
      ...{ records: 3, links: links([0, 1, 10], [1, 2, 5]), leastBits: 3 },
      bitsBetween: between(-12),
    });
    expect([...found.clusterOf]).toEqual([0, 0, 2]);
    expect([...found.refused]).toEqual([1]);
    const agreeing = clusterLinks({
      records: 3,
      links: links([1, 2, 5], [0, 1, 10]),
      leastBits: 3,
      bitsBetween: between(-2),
    });
    expect([...agreeing.clusterOf]).toEqual([0, 0, 0]);
  });

  it('are measured over pairs', () => {
    // Together {0,1,2}, truly {0,1} and {2,3}: 3 pairs held, 2 true, 1 both.
    const quality = measureClusters(Int32Array.of(0, 0, 0, 3), Int32Array.of(7, 7, 8, 8));
    expect(quality).toEqual({
      pairs: 3,
      truePairs: 2,
      foundPairs: 1,
      precision: 1 / 3,
      recall: 1 / 2,
      f1: 0.4,
    });
    const across = measureClusters(
      Int32Array.of(0, 0, 0, 3),
      Int32Array.of(7, 7, 8, 8),
      Uint8Array.of(0, 1, 0, 1),
    );
    expect(across).toMatchObject({ pairs: 2, truePairs: 2, foundPairs: 1 });
  });
});

describe('blocks', () => {
  const rows = Array.from({ length: 500 }, (_, at) => ({
    given: 'Marie',
    family: 'Martin',
    postcode: at < 450 ? String(10_000 + (at % 45)) : '',
    note: 'x',
  }));
  const table = tableOf(
    [
      { role: 'givenName', column: 'given' },
      { role: 'familyName', column: 'family' },
      { role: 'postcode', column: 'postcode' },
    ],
    rows,
  );
  const atoms = createAtoms(table);
  const byName = atoms.filter(({ name }) => name === 'family sound');

  it('are split by another code when too large, and no pair is met twice', () => {
    const blocks = buildBlocks({ table, key: createKey(byName), refiners: atoms, sizeMax: 20 });
    expect(blocks.starts.length).toBeGreaterThan(2);
    for (let at = 1; at < blocks.starts.length; at += 1)
      expect((blocks.starts[at] ?? 0) - (blocks.starts[at - 1] ?? 0)).toBeLessThanOrEqual(20);
    const again = buildBlocks({
      table,
      key: createKey(atoms.filter(({ name }) => name === 'place postcode')),
      refiners: atoms,
      sizeMax: 20,
    });
    const both = [blocks, again];
    const met = new Set<string>();
    let visits = 0;
    runTurns(
      visitPairs({
        blocks: both,
        blockIds: indexBlocks(both, table.count),
        visit(one, other) {
          visits += 1;
          met.add(`${Math.min(one, other)} ${Math.max(one, other)}`);
        },
      }),
    );
    expect(met.size).toBe(visits);
    expect(visits).toBe(45 * 45);
  });

  it('are skipped and told when nothing divides them', () => {
    const blocks = buildBlocks({ table, key: createKey(byName), refiners: [], sizeMax: 20 });
    expect(blocks).toMatchObject({ skippedRecords: 500, skippedPairs: (500 * 499) / 2 });
    expect(blocks.members).toHaveLength(0);
  });

  it('say how many matches they miss at least', () => {
    // Chao 1987: f1 = 10, f2 = 4: 10 · 9 ÷ (2 · 5).
    expect(estimateMissed([0, 10, 4, 100])).toBe(9);
    expect(estimateMissed([])).toBe(0);
  });
});
