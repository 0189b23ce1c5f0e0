import { join } from 'node:path';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase } from '#adapters/postgres';
import { contractsPart } from '#differentiate/contracts';
import { lifetimePart, recencyPart } from '#differentiate/lifetime';
import { potentialPart } from '#differentiate/potential';
import { profitPart } from '#differentiate/profit';
import { valueModule } from '#differentiate/value';
import { standingClock, systemClock } from '#platform/clock';
import { createJobs } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import { sql } from '#platform/database';
import { migrateWarehouse, readMigrations } from '#platform/migrations';
import type { Warehouse } from '#platform/warehouse';

/**
 * A process of its own that values customers as `serve` does, by its job, to be killed; its warehouse is its own too. Arguments:
 * database, folder, what to do (`prepare`, `refresh`, `holdings`), key of the job.
 */
const [url = '', folder = '', act = '', key = ''] = process.argv.slice(2);
const database = connectDatabase({ url, connections: 8 });
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const kept = ['customer_values', 'customer_lifetimes', 'customer_profits', 'customer_potentials'].concat(
  ...['potential_cells', 'customer_contracts', 'contract_outlooks'],
);
const working = ['customer_totals', 'purchase_histories', 'customer_traits'];

if (act === 'prepare') {
  await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
  await warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency, channel)
    WITH 1 + cityHash64(number, 1) % 4000 AS person, if(number % 17 = 0, -1, 1 + number % 3) AS pieces
    SELECT person, 1, concat(toString(person), '-', toString(cityHash64(number, 2) % 6)),
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 3) % 15000),
           toString(number % 40), pieces, pieces * (1 + cityHash64(number, 4) % 9000 / 100), 2, 'EUR', 'shop'
    FROM numbers(60000)`);
  await warehouse.command(`
    INSERT INTO customers (customer_id, postcode, other, first_seen_at, version)
    SELECT number + 1, ['75011', '37000', '29200', ''][1 + cityHash64(number, 5) % 4],
           if(number % 50 = 0, map('part de client', toString(20 + number % 60)), map()), '2024-01-01 00:00:00', 1 FROM numbers(4000)`);
  await warehouse.command(`
    INSERT INTO events (person_id, type, occurred_at, amount, properties)
    WITH toDate('2022-01-01') + 365 * turn + person % 300 AS day
    SELECT person, 'contract', toDateTime64(day, 3, 'UTC'), 90, concat('{"until": "', toString(day + 365), '"}')
    FROM (SELECT number + 1 AS person, arrayJoin(range(1 + cityHash64(number, 6) % 5)) AS turn FROM numbers(900))`);
}
if (act === 'refresh') say({ done: await refresh() });
if (act === 'holdings') say(await holdings());
await warehouse.close();
await database.close();

/** The job, taken up where a killed process left it, to its end. */
async function refresh(): Promise<unknown> {
  const jobs = createJobs({
    ...{ server: database, clock: systemClock, log: silentLog, retryDelayMs: () => 20 },
    workerName: `values-${process.pid}`,
    definitions: () => [...(module.jobs ?? [])],
  });
  const clock = standingClock('2026-11-22T12:00:00Z');
  // Says each thing written before it is: the test kills there, whatever the machine's speed.
  const telling: Warehouse = {
    ...warehouse,
    command: (statement, parameters) => {
      say({ statement: statement.trim().slice(0, 40) });
      return warehouse.command(statement, parameters);
    },
    insert: (table, rows) => {
      say({ insert: table });
      return warehouse.insert(table, rows);
    },
    insertBlock: (table, block) => {
      say({ insertBlock: table });
      return warehouse.insertBlock(table, block);
    },
  };
  const needs = { db: database.db, warehouse: telling, clock };
  const parts = [
    contractsPart(needs, lifetimePart(needs)),
    recencyPart(needs),
    profitPart(needs),
    potentialPart(needs),
  ];
  const module = valueModule({ server: database, warehouse: telling, clock, jobs, parts });
  await jobs.start();
  const jobId = await jobs.enqueue('value.refresh', { asOf: null }, { key });
  say({ begun: jobId });
  const done = await jobs.wait(jobId);
  await jobs.stop();
  return { state: done.state, result: done.result };
}

/** What each table holds of each snapshot, and which may be read: anything lost, doubled or changed changes it. Fits are numbered anew, their figures stay. */
async function holdings(): Promise<unknown> {
  const found: Record<string, Record<string, string>> = {};
  for (const table of kept) {
    const rows = await warehouse.query<{ id: number; holds: string }>(
      `SELECT snapshot_id AS id, concat(toString(count()), ' ', toString(sum(cityHash64(* EXCEPT (snapshot_id, fit_id))))) AS holds
       FROM ${table} GROUP BY snapshot_id ORDER BY snapshot_id`,
    );
    for (const { id, holds } of rows) found[id] = { ...found[id], [table]: holds };
  }
  const { rows: byRecency } = await sql<{ id: number; holds: string }>`
    select snapshot_id as id, md5(found::text) as holds from differentiate.recency_snapshot
  `.execute(database.db);
  for (const { id, holds } of byRecency) found[id] = { ...found[id], recency_snapshot: holds };
  let left = 0;
  for (const table of working) {
    const [row] = await warehouse.query<{ rows: number }>(`SELECT count() AS rows FROM ${table}`);
    left += row?.rows ?? 0;
  }
  const published = await warehouse.query<{ id: number }>(
    'SELECT snapshot_id AS id FROM value_snapshots ORDER BY snapshot_id',
  );
  return { found, left, published: published.map(({ id }) => id) };
}
