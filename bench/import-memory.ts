/**
 * Whether the memory of an import grows with its file: peak resident memory of the whole process (program, embedded ClickHouse)
 * while a file of 500 000 lines is imported and while one of 5 million is, each in a process and a data folder of its own.
 * `npx tsx bench/import-memory.ts [--sizes 500000,5000000]`. The growth must stay within 150 MB.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import { exampleMapping, importAll, importNeeds } from '#test/imports';

const { values: options } = parseArgs({
  options: { sizes: { type: 'string', default: '500000,5000000' }, one: { type: 'string' } },
});

/** Invoices of five lines each: a customer for twenty lines, 4 000 articles, no line twice. */
function* invoices(lines: number): Generator<string> {
  yield 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
  for (let line = 0; line < lines; line += 1) {
    const invoice = Math.floor(line / 5);
    const article = (line * 7919) % 4000;
    const day = new Date(Date.UTC(2024, 0, 1) + (invoice % 700) * 86_400_000).toISOString().slice(0, 10);
    const customer = (invoice * 31) % Math.max(1, Math.floor(lines / 20));
    yield `${500_000 + invoice},A${article},ARTICLE NUMBER ${article},${1 + (line % 12)},${day} 10:${10 + (line % 50)}:00,${(article % 90) + 0.95},${10_000 + customer},France\n`;
  }
}

/** Peak resident memory of this process so far, in MB (Linux). */
function peakMegabytes(): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Math.round(Number(peak) / 1024);
}

async function importOne(lines: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
  const file = join(folder, 'invoices.csv');
  await pipeline(Readable.from(invoices(lines)), createWriteStream(file));
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  const database = connectDatabase({ url: postgres.url });
  await migrateDatabase(database, readMigrations('migrations/postgres'));
  const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
  await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
  const done = await importAll(
    importNeeds({ database, warehouse, folder }),
    file,
    exampleMapping('online-retail'),
  );
  process.stdout.write(`${JSON.stringify({ accepted: done.accepted, peak: peakMegabytes() })}\n`);
  await warehouse.close();
  await database.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

if (options.one === undefined) {
  const peaks = options.sizes.split(',').map((size) => {
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', import.meta.filename, '--one', size],
      // The heap's own limits are those of the program as it ships.
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const { accepted, peak } = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}');
    process.stdout.write(`${accepted} lines: peak RSS ${peak} MB\n`);
    return Number(peak);
  });
  const growth = (peaks.at(-1) ?? 0) - (peaks[0] ?? 0);
  process.stdout.write(`import-memory: peak RSS grew ${growth} MB; must be at most 150\n`);
} else await importOne(Number(options.one));
