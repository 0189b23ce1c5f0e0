import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { listCustomers, countCustomers } from '#differentiate/segments';
import { refreshValues, valueAttributes, valueOverview } from '#differentiate/value';
import { customersAttributes } from '#identify/customers';
import { historyModule } from '#identify/history';
import { messageAttributes } from '#interact/campaigns';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { believeInThreeShards, spread } from '#test/shards';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
let shards: { close(): void } | undefined;

beforeAll(async () => {
  engines = await openTestEngines((folder) => {
    shards = believeInThreeShards(folder);
  });
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency, channel)
    WITH 1 + cityHash64(number, 1) % 400 AS person, if(number % 17 = 0, -1, 1 + number % 3) AS pieces
    SELECT person, 1, concat(toString(person), '-', toString(cityHash64(number, 2) % 6)),
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 3) % 15000),
           toString(number % 40), pieces, pieces * (1 + cityHash64(number, 4) % 9000 / 100),
           if(number % 29 = 0, NULL, 2), 'EUR', 'shop'
    FROM numbers(6000)`);
  await engines.warehouse.command(`
    INSERT INTO customers (customer_id, given_name, city, has_email, first_seen_at, version)
    SELECT 1 + number % 500, 'A', ['Tours', 'Blois', ''][1 + number % 3], number % 2, now64(3), number FROM numbers(700)`);
  await engines.warehouse.command(
    'INSERT INTO customer_of_rows SELECT 300 + number, 1 + number, 1 FROM numbers(60)',
  );
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
});
afterAll(async () => {
  await engines.close();
  shards?.close();
});

/** Everything the first rooms ask the warehouse, in one value. */
async function askAll() {
  const { db, warehouse } = engines;
  const registry = createRegistry([
    customersAttributes(),
    ...(historyModule(engines).attributes ?? []),
    valueAttributes,
    messageAttributes,
  ]);
  const needs = { db, warehouse, registry, clock };
  const columns = registry.list().map((attribute) => attribute.name);
  const condition = {
    or: [
      { attribute: 'netSales', operator: '>' as const, value: '400' },
      { attribute: 'city', operator: '=' as const, value: 'tours' },
      { not: { attribute: 'abcClass', operator: 'in' as const, value: ['A', 'B'] } },
    ],
  };
  const page = orThrow(
    await listCustomers(needs, { condition, columns: columns.slice(0, 40), sort: '-netSales', limit: 500 }),
  );
  const { snapshotId: _, ...overview } = orThrow(await valueOverview({ db, warehouse }));
  return { page, overview, count: orThrow(await countCustomers(needs, condition)) };
}

it('gives the same values, segments and figures on three shards as on one', async () => {
  const { warehouse, database } = engines;
  orThrow(await refreshValues({ server: database, warehouse, clock }));
  const onOne = await askAll();
  expect(onOne.count).toBeGreaterThan(100);
  await spread(warehouse, 'order_lines', 'person_id');
  await spread(warehouse, 'customers', 'customer_id', { final: true });
  const [counted] = await warehouse.query<{ lines: number; shards: number }>(
    'SELECT count() AS lines, uniqExact(_shard_num) AS shards FROM order_lines',
  );
  expect(counted).toEqual({ lines: 6000, shards: 3 });
  orThrow(await refreshValues({ server: database, warehouse, clock }));
  await spread(warehouse, 'customer_values', 'customer_id');
  await spread(warehouse, 'value_snapshots', 'snapshot_id', { final: true });
  expect(await askAll()).toEqual(onOne);
});
