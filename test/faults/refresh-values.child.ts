import { join } from 'node:path';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase } from '#adapters/postgres';
import { valueModule } from '#differentiate/value';
import { standingClock, systemClock } from '#platform/clock';
import { createJobs } from '#platform/jobs';
import { silentLog } from '#platform/logging';
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

if (act === 'prepare') {
  await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
  await warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency, channel)
    WITH 1 + cityHash64(number, 1) % 4000 AS person, if(number % 17 = 0, -1, 1 + number % 3) AS pieces
    SELECT person, 1, concat(toString(person), '-', toString(cityHash64(number, 2) % 6)),
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 3) % 15000),
           toString(number % 40), pieces, pieces * (1 + cityHash64(number, 4) % 9000 / 100), 2, 'EUR', 'shop'
    FROM numbers(60000)`);
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
  // Says each statement before it is run: the test kills there, whatever the machine's speed.
  const telling: Warehouse = {
    ...warehouse,
    command: (statement, parameters) => {
      say({ statement: statement.trim().slice(0, 40) });
      return warehouse.command(statement, parameters);
    },
  };
  const module = valueModule({ server: database, warehouse: telling, clock, jobs });
  await jobs.start();
  const jobId = await jobs.enqueue('value.refresh', { asOf: null }, { key });
  say({ begun: jobId });
  const done = await jobs.wait(jobId);
  await jobs.stop();
  return { state: done.state, result: done.result };
}

/** What each complete snapshot holds, and what is left of others: anything lost, doubled or changed changes it. */
async function holdings(): Promise<unknown> {
  const [left] = await warehouse.query(
    `SELECT (SELECT count() FROM customer_totals) AS totals,
            (SELECT count() FROM customer_values WHERE snapshot_id NOT IN (SELECT snapshot_id FROM value_snapshots)) AS strays`,
  );
  const snapshots = await warehouse.query(
    `SELECT snapshot_id AS id, count() AS rows, uniqExact(customer_id) AS customers, toString(sum(net_sales)) AS net,
            toString(sum(cityHash64(* EXCEPT snapshot_id))) AS hash
     FROM customer_values GROUP BY snapshot_id ORDER BY snapshot_id`,
  );
  const published = await warehouse.query(
    'SELECT snapshot_id AS id, count() AS times FROM value_snapshots GROUP BY snapshot_id ORDER BY snapshot_id',
  );
  return { left, snapshots, published };
}
