/**
 * How long importing Online Retail takes, against the floor in the same run, round by round: one raw ClickHouse insert of the same
 * file into a table of the file's own columns, as CSV in one statement of the same client. Beside it, the fastest insert there
 * is: the engine reading the unzipped file by itself.
 * `npx tsx bench/import.ts [--rounds 5] [--file ../shared/data/online-retail/online_retail.csv.gz]`.
 * The import reads the gzip, checks and maps every line, makes people, customers and products in PostgreSQL, writes order lines
 * and known lines: it must stay within 4 times the floor.
 */
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGunzip, gunzipSync } from 'node:zlib';
import { createClient } from '@clickhouse/client';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import { exampleMapping, importAll, importNeeds } from '#test/imports';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    file: { type: 'string', default: '../shared/data/online-retail/online_retail.csv.gz' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const database = connectDatabase({ url: postgres.url });
await migrateDatabase(database, readMigrations('migrations/postgres'));
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
const csv = join(folder, 'online_retail.csv');
writeFileSync(csv, gunzipSync(readFileSync(options.file)));

async function seconds(work: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

async function makeTable(name: string): Promise<void> {
  await warehouse.command(`CREATE TABLE ${name} (InvoiceNo String, StockCode LowCardinality(String), Description String,
    Quantity Decimal(18, 4), InvoiceDate DateTime64(3, 'UTC'), UnitPrice Decimal(18, 6), CustomerID String,
    Country LowCardinality(String)) ENGINE = MergeTree ORDER BY (CustomerID, InvoiceDate, InvoiceNo)`);
}

/** What a program does that just sends the file to ClickHouse. */
async function insertByClient(table: string): Promise<void> {
  await makeTable(table);
  const client = createClient(await embedded());
  await client.insert({
    table,
    values: createReadStream(options.file).pipe(createGunzip()),
    format: 'CSVWithNames',
  });
}

async function insertByFile(table: string): Promise<void> {
  await makeTable(table);
  await warehouse.command(`INSERT INTO ${table} FROM INFILE '${csv}' FORMAT CSVWithNames`);
}

/** The engine in this process under ClickHouse's own client. */
async function embedded(): Promise<Parameters<typeof createClient>[0]> {
  const { createChdbConnection } = await import('chdb/connection');
  const connection = createChdbConnection({ path: join(folder, 'warehouse') });
  return { connection } as unknown as Parameters<typeof createClient>[0];
}

const mapping = exampleMapping('online-retail');
const needs = importNeeds({ database, warehouse, folder });
const ratios: number[] = [];
const fastest: number[] = [];
for (let round = 0; round <= Number(options.rounds); round += 1) {
  const client = await seconds(() => insertByClient(`raw_client_${round}`));
  const byFile = await seconds(() => insertByFile(`raw_file_${round}`));
  const source = { ...mapping, source: `round ${round}` };
  const whole = await seconds(() => importAll(needs, options.file, source));
  const again = await seconds(() => importAll(needs, options.file, source));
  const told = [
    `client insert ${show(client)}`,
    `by file ${show(byFile)}`,
    `import ${show(whole)}`,
    `again ${show(again)}`,
  ];
  console.log(`${round === 0 ? 'warming up' : `round ${round}`}: ${told.join(', ')}`);
  if (round === 0) continue;
  ratios.push(whole.wall / client.wall);
  fastest.push(whole.wall / byFile.wall);
}
console.log(
  `import / insert by the client = ${median(ratios)} (median of ${ratios.length}); must be at most 4`,
);
console.log(`import / insert by the engine from an unzipped file = ${median(fastest)}, for comparison`);
await warehouse.close();
await database.close();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });

function show({ wall, cpu }: { wall: number; cpu: number }): string {
  return `${wall.toFixed(2)} s (cpu ${cpu.toFixed(2)})`;
}

function median(values: readonly number[]): string {
  return (values.toSorted((one, other) => one - other)[Math.trunc(values.length / 2)] ?? Number.NaN).toFixed(
    2,
  );
}
