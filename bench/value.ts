/**
 * The value of every customer against the bare GROUP BY it rests on, in the same engine, on the same rows, in one run:
 * `npx tsx bench/value.ts [--customers 1000000] [--lines 20000000] [--costs] [--data FOLDER] [--rounds 3]`.
 * The floor gives, per customer, the last purchase, the number of orders and the net sales: RFM without its scores.
 * A refresh gives those, both sums of the year, scores, classes, ranks, and stores the snapshot. Each is the best of the rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { refreshValues, valueOverview } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import type { Warehouse } from '#platform/warehouse';
import { sizeOptions, sizesOf } from './value-facts-setup.ts';

const { values: options } = parseArgs({
  options: {
    ...sizeOptions,
    rounds: { type: 'string', default: '3' },
    costs: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const sizes = sizesOf(options);

const floors = {
  'last purchase, orders, net sales by customer': `
    SELECT count(), max(last), sum(orders), sum(net) FROM (
      SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
             max(ordered_at) AS last, uniqExact(order_key) AS orders, sum(net) AS net
      FROM order_lines GROUP BY customer_id)`,
  'last purchase, net sales by customer': `
    SELECT count(), max(last), sum(net) FROM (
      SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
             max(ordered_at) AS last, sum(net) AS net
      FROM order_lines GROUP BY customer_id)`,
};

/** Lines spread over persons by a hash, three to an order, over two years; one person in ten belongs to another customer. */
async function generate(warehouse: Warehouse): Promise<void> {
  await warehouse.command(
    `
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, unit_price, net, unit_cost, currency)
    WITH 1 + cityHash64(number, 1) % {customers:UInt64} AS person, intDiv(number, 3 * {customers:UInt64}) AS turn,
         if(cityHash64(number, 2) % 50 = 0, -1, 1 + cityHash64(number, 3) % 4) AS pieces,
         5 + cityHash64(number, 4) % 5000 / 100 AS price
    SELECT person, 1, concat('F', toString(person), '-', toString(turn)),
           toDateTime64('2024-11-23 00:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(person, turn) % 62000000),
           concat('S', toString(cityHash64(number, 5) % 5000)), pieces, price, pieces * price,
           ${options.costs ? 'price * 0.6' : 'NULL'}, 'EUR'
    FROM numbers({lines:UInt64})
    `,
    sizes,
  );
  await warehouse.command(
    'INSERT INTO customer_of_rows SELECT 10 * number + 2, 10 * number + 1, 1 FROM numbers({tenth:UInt64})',
    { tenth: Math.trunc(sizes.customers / 10) },
  );
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const folder = options.data ?? mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const server = connectDatabase({ url: postgres.url });
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await migrateWarehouse(server, warehouse, readMigrations('migrations/clickhouse'));
  const [stored] = await warehouse.query<{ lines: number }>('SELECT count() AS lines FROM order_lines');
  if (stored?.lines === 0) await generate(warehouse);
  const clock = standingClock('2026-11-22T12:00:00Z');
  const needs = { server, db: server.db, warehouse, clock };
  const best = new Map<string, number>();
  const measure = async (name: string, work: () => Promise<unknown>) => {
    best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, await secondsOf(work)));
  };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [name, query] of Object.entries(floors)) await measure(name, () => warehouse.query(query));
    await measure('refresh', async () => orThrow(await refreshValues(needs)));
    await measure('overview', async () => orThrow(await valueOverview(needs)));
  }
  const refresh = best.get('refresh') ?? 0;
  console.log(`${sizes.customers} customers, ${sizes.lines} lines${options.costs ? ', costs known' : ''}`);
  for (const [name, seconds] of best) {
    const ratio = name in floors ? `; a refresh takes ${(refresh / seconds).toFixed(2)} times that` : '';
    console.log(`${name}: ${seconds.toFixed(2)} s${ratio}`);
  }
} finally {
  await warehouse.close();
  await server.close();
  await postgres.stop();
  if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
}
