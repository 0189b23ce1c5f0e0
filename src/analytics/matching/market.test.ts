import { describe, expect, it } from 'vitest';
import { marketColumns, readMarketRecords } from '#test/market-records';
import { measureClusters } from './clusters/measure-clusters.ts';
import { updateClusters } from './clusters/update-clusters.ts';
import { clusterLinks, type Links } from './clusters/cluster-links.ts';
import { planFields } from './fields/plan-fields.ts';
import type { RoleOfColumn } from './fields/roles.ts';
import { findHouseholds } from './households/find-households.ts';
import { indexRecords, matchNewRecords } from './match-new-records.ts';
import { matchRecords, usualBands } from './match-records.ts';
import { bitsOf } from './model/pair-scorer.ts';
import { arrangeRecords } from './records/arrange-records.ts';
import { addRecord, createTable, type RecordTable } from './records/record-table.ts';

const columns: readonly RoleOfColumn[] = [
  { role: 'civility', column: 'civility' },
  { role: 'givenName', column: 'given_name' },
  { role: 'familyName', column: 'family_name' },
  { role: 'birthDate', column: 'birth_date' },
  { role: 'street', column: 'street' },
  { role: 'complement', column: 'complement' },
  { role: 'postcode', column: 'postcode' },
  { role: 'city', column: 'city' },
  { role: 'phone', column: 'phone' },
  { role: 'email', column: 'email' },
];
const fields = planFields(columns);
const market = readMarketRecords({ seed: 'matching', people: 3000, until: '2026-11-22' });

function add(table: RecordTable, rows: readonly (readonly string[])[]): void {
  for (const row of rows)
    addRecord(table, (at) =>
      (fields[at]?.columns ?? []).map(
        (column) => row[marketColumns.findIndex((one) => one === column)] ?? '',
      ),
    );
}

describe('the simulated retailer, whose truth is known', () => {
  const table = createTable(fields);
  add(table, market.rows);
  const places = arrangeRecords(table);
  const of = (truth: Int32Array) => Int32Array.from(places, (place) => truth[place] ?? -1);
  const matching = matchRecords({ table });

  it('finds the people, and only them', () => {
    const quality = measureClusters(matching.clusters.clusterOf, of(market.persons));
    expect(quality.precision).toBeGreaterThanOrEqual(0.995);
    expect(quality.recall).toBeGreaterThanOrEqual(0.97);
  });

  it('finds the households', () => {
    const homes = findHouseholds(table, matching.clusters.clusterOf);
    const quality = measureClusters(homes, of(market.households));
    expect(quality.precision).toBeGreaterThanOrEqual(0.95);
    expect(quality.recall).toBeGreaterThanOrEqual(0.95);
    // People are never divided among households.
    for (const [record, cluster] of matching.clusters.clusterOf.entries())
      expect(homes[record]).toBe(homes[cluster]);
  });

  it('says probabilities that come true', () => {
    const persons = of(market.persons);
    const { first, second, bits } = matching.links;
    const [expected, found] = [0, 0].map(() => new Float64Array(3));
    const pairs = new Float64Array(3);
    for (const [at, weight] of bits.entries()) {
      const probability = 1 / (1 + 2 ** -weight);
      const band = probability < 0.5 ? 0 : probability < 0.9 ? 1 : 2;
      const same = persons[first[at] ?? 0] === persons[second[at] ?? 0];
      pairs[band] = (pairs[band] ?? 0) + 1;
      if (expected !== undefined) expected[band] = (expected[band] ?? 0) + probability;
      if (found !== undefined) found[band] = (found[band] ?? 0) + (same ? 1 : 0);
    }
    for (const [band, count] of pairs.entries())
      expect(Math.abs((expected?.[band] ?? 0) - (found?.[band] ?? 0)) / count).toBeLessThan(0.2);
  });

  it('explains a pair by weights that add up', () => {
    for (const at of [0, 10, 100]) {
      const [one, other] = [matching.links.first[at] ?? 0, matching.links.second[at] ?? 0];
      const told = matching.scorer.explain(one, other);
      const sum = told.fields.reduce((total, { bits }) => total + bits, told.priorBits + told.relativesBits);
      expect(told.bits).toBeCloseTo(sum, 9);
      expect(told.bits).toBeCloseTo(matching.links.bits[at] ?? 0, 4);
      expect(matching.scorer.bitsOf(other, one)).toBeCloseTo(told.bits, 9);
    }
  });

  it('reports what blocking misses, and the truth bears it out', () => {
    const persons = of(market.persons);
    const met = new Set(Array.from(matching.links.first, (one, at) => `${one} ${matching.links.second[at]}`));
    expect(met.size).toBe(matching.links.first.length);
    expect(matching.blocking.candidatePairs).toBeLessThan(matching.blocking.totalPairs / 20);
    const truePairs = measureClusters(persons, persons).truePairs;
    // Linked pairs that are true are at most the share of the true pairs that the report allows.
    const linked = Array.from(matching.links.first).filter(
      (one, at) => persons[one] === persons[matching.links.second[at] ?? 0],
    );
    expect(linked.length / truePairs).toBeLessThanOrEqual(matching.blocking.recallAtMost);
  });
});

it('finds the people of small markets too: ten of 600, where one pair of namesakes at one door is half a point', {
  timeout: 120_000,
}, () => {
  const table = 'abcdefghij'.split('').map((seed) => {
    const small = readMarketRecords({ seed, people: 600, until: '2026-11-22' });
    const records = createTable(fields);
    add(records, small.rows);
    const places = arrangeRecords(records);
    const truth = Int32Array.from(places, (place) => small.persons[place] ?? -1);
    const { pairs, truePairs, foundPairs, precision, recall } = measureClusters(
      matchRecords({ table: records }).clusters.clusterOf,
      truth,
    );
    return { seed, pairs, truePairs, foundPairs, precision, recall };
  });
  const sum = (of: 'pairs' | 'truePairs' | 'foundPairs') => table.reduce((total, row) => total + row[of], 0);
  const told = JSON.stringify(table, undefined, 1);
  expect(sum('foundPairs') / sum('pairs'), told).toBeGreaterThanOrEqual(0.995);
  expect(sum('foundPairs') / sum('truePairs'), told).toBeGreaterThanOrEqual(0.97);
  expect(Math.min(...table.map(({ precision }) => precision)), told).toBeGreaterThanOrEqual(0.985);
  if (process.env['TABLE'] !== undefined) console.table(table);
});

describe('new records', () => {
  const some = market.rows.filter((_, at) => (market.persons[at] ?? 0) % 5 === 0);
  const half = Math.floor(some.length * 0.8);
  const arrivals = some.slice(half);
  const leastBits = bitsOf(usualBands.merge);

  function matched(order: (rows: typeof arrivals) => typeof arrivals, batches: number) {
    const table = createTable(fields);
    add(table, some.slice(0, half));
    arrangeRecords(table);
    const base = matchRecords({ table });
    const index = indexRecords(table, base);
    const rows = order(arrivals);
    const size = Math.ceil(rows.length / batches);
    let clusterOf = base.clusters.clusterOf;
    let links = base.links;
    for (let from = 0; from < rows.length; from += size) {
      const before = table.count;
      add(table, rows.slice(from, from + size));
      const fresh = matchNewRecords(index, before);
      clusterOf = updateClusters({
        ...{ records: table.count, clusterOf, links, fresh, leastBits },
        bitsBetween: index.scorer.bitsBetween,
      });
      links = joined(links, fresh);
    }
    const named = new Map(rows.map((row, at) => [half + at, row[1] ?? '']));
    return { table, base, clusterOf, links, named, index };
  }

  it('come to the same clusters in any order, one by one or together', () => {
    const together = matched((rows) => rows, 1);
    const reversed = matched((rows) => rows.toReversed(), 7);
    const groups = ({ clusterOf, named }: ReturnType<typeof matched>) => {
      const found = new Map<number, string[]>();
      for (const [record, cluster] of clusterOf.entries())
        found.set(cluster, [...(found.get(cluster) ?? []), named.get(record) ?? `base ${record}`]);
      return [...found.values()].map((group) => group.toSorted().join(' ')).toSorted();
    };
    expect(groups(reversed)).toEqual(groups(together));
    expect(together.links.bits.length).toBeGreaterThan(together.base.links.bits.length + 20);
  });

  it('end where clustering everything again would', () => {
    const { table, clusterOf, links, index } = matched((rows) => rows, 5);
    const anew = clusterLinks({
      records: table.count,
      links,
      leastBits,
      bitsBetween: index.scorer.bitsBetween,
    });
    expect(clusterOf).toEqual(anew.clusterOf);
  });
});

function joined(one: Links, other: Links): Links {
  return {
    first: Int32Array.from([...one.first, ...other.first]),
    second: Int32Array.from([...one.second, ...other.second]),
    bits: Float32Array.from([...one.bits, ...other.bits]),
  };
}
