/**
 * How fast the records of a file are matched, against reading and putting them into a table alone (the floor) and against Splink on the same file when python3 has it:
 * `npx tsx bench/matching.ts [--people 60000]` (620000 people are a million records). Then 100 new records against all of them. Prints one line of JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { marketColumns, readMarketRecords } from '#test/market-records';
import {
  addRecord,
  arrangeRecords,
  createTable,
  indexRecords,
  matchNewRecords,
  matchRecords,
  measureClusters,
  planFields,
} from '#analytics/matching';

const { values } = parseArgs({ options: { people: { type: 'string', default: '60000' } } });
const market = readMarketRecords({ seed: 'bench', people: Number(values.people), until: '2026-11-22' });
const fields = planFields([
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
]);
const columnsOf = fields.map((field) =>
  field.columns.map((column) => marketColumns.findIndex((one) => one === column)),
);
const table = createTable(fields);
const add = (rows: readonly (readonly string[])[]) => {
  for (const row of rows) addRecord(table, (at) => (columnsOf[at] ?? []).map((place) => row[place] ?? ''));
};

const start = performance.now();
add(market.rows);
const places = arrangeRecords(table);
const floorSeconds = (performance.now() - start) / 1000;
const matching = matchRecords({ table });
const seconds = (performance.now() - start) / 1000;
const truth = Int32Array.from(places, (place) => market.persons[place] ?? -1);
const { precision, recall, f1 } = measureClusters(matching.clusters.clusterOf, truth);

const index = indexRecords(table, matching);
const arrived = performance.now();
const before = table.count;
add(market.rows.slice(0, 100));
const fresh = matchNewRecords(index, before);
const newSeconds = (performance.now() - arrived) / 1000;

const splink = await splinkSeconds();
console.log(
  JSON.stringify({
    bench: 'matching',
    ...{ records: before, seconds, floorSeconds, timesFloor: seconds / floorSeconds },
    ...{ recordsPerSecond: Math.round(before / seconds), pairs: matching.blocking.candidatePairs },
    ...{ precision, recall, f1, new100Seconds: newSeconds, newLinks: fresh.bits.length },
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    splink:
      splink === null
        ? 'python3 has no splink: not compared'
        : { ...splink, ratio: seconds / splink.seconds },
  }),
);

/** Splink with DuckDB on the same records, by the settings its guide gives for people; null when it is not there. */
async function splinkSeconds(): Promise<{ seconds: number; f1: number } | null> {
  if (spawnSync('python3', ['-c', 'import splink']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'chacun-splink-'));
  try {
    const file = join(folder, 'records.csv');
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const head = ['unique_id', ...marketColumns.slice(2), 'person'].join(',');
    const lines = market.rows.map((row, at) =>
      [String(at), ...row.slice(2), String(market.persons[at])].map(quoted).join(','),
    );
    writeFileSync(file, `${[head, ...lines].join('\n')}\n`);
    const run = spawnSync('python3', [join(import.meta.dirname, 'matching-splink.py'), file], {
      encoding: 'utf8',
      timeout: 3_600_000,
    });
    if (run.status !== 0) throw new Error(`Splink failed: ${run.stderr.slice(-2000)}`);
    return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? 'null') as { seconds: number; f1: number };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
