import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { listCustomers, countCustomers } from '#differentiate/segments';
import { contractsModule, contractsPart } from '#differentiate/contracts';
import { lifetimeAttributes, lifetimeOverview, lifetimePart, recencyPart } from '#differentiate/lifetime';
import {
  portfolioConcentration,
  portfolioMatrix,
  portfolioModule,
  portfolioRanks,
  portfolioSpread,
} from '#differentiate/portfolio';
import { potentialAttributes, potentialPart } from '#differentiate/potential';
import { changeActualCosts, profitAttributes, profitPart, profitStatement } from '#differentiate/profit';
import { refreshValues, valueAttributes, valueOverview } from '#differentiate/value';
import { customersAttributes } from '#identify/customers';
import { historyModule } from '#identify/history';
import { messageAttributes } from '#interact/campaigns';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
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
    INSERT INTO contacts (person_id, channel, kind, occurred_at)
    SELECT 1 + cityHash64(number, 7) % 400, if(number % 3 = 0, 'post', 'email'), 'sent',
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 8) % 8000)
    FROM numbers(900)`);
  await engines.warehouse.command(`
    INSERT INTO events (person_id, type, occurred_at, properties)
    SELECT 1 + cityHash64(number, 9) % 400, ['parcel', 'payment', 'unpaid'][1 + number % 3],
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 10) % 8000), '{"kg": "1.25"}'
    FROM numbers(900)`);
  await engines.warehouse.command(`
    INSERT INTO events (person_id, type, occurred_at, amount, properties)
    SELECT 1 + number % 300, 'contract', toDateTime64('2021-01-01 00:00:00', 3, 'UTC') + toIntervalDay(365 * turn + number % 300), 90,
           concat('{"until": "', toString(toDate('2022-01-01') + 365 * turn + number % 300), '"}')
    FROM numbers(300) ARRAY JOIN range(1 + cityHash64(number, 12) % 6) AS turn`);
  await engines.warehouse.command(`
    INSERT INTO customers (customer_id, given_name, city, has_email, other, first_seen_at, version)
    SELECT 1 + number % 500, 'A', ['Tours', 'Blois', ''][1 + number % 3], number % 2, map('nps', toString(number % 11), if(number % 5 = 0, 'share of wallet', 'kind'), toString(20 + number % 40)), now64(3), number FROM numbers(700)`);
  await engines.warehouse.command(
    'INSERT INTO customer_of_rows SELECT 300 + number, 1 + number, 1 FROM numbers(60)',
  );
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
});
afterAll(async () => {
  await engines.close();
  shards?.close();
});

const cost = (id: string, more: object) => ({
  ...{ id, name: id, line: 'distribution' as const, driver: 'order' as const },
  ...{ price: { by: 'rate' as const, rate: '1.5' }, channel: null, brand: null, from: null, until: null },
  ...{ cheaper: null, ...more },
});
const definition = {
  entries: [
    cost('parcels', { channel: 'shop' }),
    cost('billing', {
      ...{ line: 'orderHandling', price: { by: 'pool', amount: '900' } },
      ...{ from: '2026-01-01', until: '2026-10-31' },
    }),
    cost('carrier', { driver: 'kg' }),
    cost('letters', { driver: 'letter', line: 'selling' }),
  ],
  ...{ noCost: [], common: [], assumedReliability: 1 },
};

/** Estimates are sums of floating points, whose last digits follow the order they are added in. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (key === 'snapshotId' || key === 'fitId' || key === 'from' || key === 'until') return undefined;
      return typeof one === 'number' && !Number.isInteger(one) ? Number(one.toPrecision(9)) : one;
    }),
  );

/** What profit, forecast and portfolio ask. */
async function askValue() {
  const needs = { db: engines.db, warehouse: engines.warehouse, clock };
  return rounded({
    profit: orThrow(await profitStatement(needs, {})),
    lifetime: orThrow(await lifetimeOverview(needs)),
    ranks: orThrow(await portfolioRanks(needs, {})),
    possible: orThrow(await portfolioRanks(needs, { across: 'potentialSales' })),
    recency: (
      await sql`select found from differentiate.recency_snapshot order by snapshot_id desc limit 1`.execute(
        needs.db,
      )
    ).rows,
    spread: orThrow(await portfolioSpread(needs, { measure: 'profitAtMost12Months' })),
    concentration: orThrow(await portfolioConcentration(needs, { measure: 'potentialSales' })).items.at(-1),
    matrices: [
      orThrow(await portfolioMatrix(needs, { matrix: 'current-potential' })),
      orThrow(await portfolioMatrix(needs, { matrix: 'profit-recommendation' })),
    ],
  });
}

/** Everything the first rooms ask the warehouse, in one value. */
async function askAll() {
  const { db, warehouse } = engines;
  const registry = createRegistry([
    customersAttributes(),
    ...(historyModule(engines).attributes ?? []),
    valueAttributes,
    lifetimeAttributes,
    profitAttributes,
    potentialAttributes,
    ...(contractsModule({ db, warehouse, clock }).attributes ?? []),
    ...(portfolioModule(engines).attributes ?? []),
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

it('gives the same values, accounts, forecasts, matrices and segments on three shards as on one', async () => {
  const { db, warehouse, database } = engines;
  const needs = { db, warehouse, clock };
  orThrow(await changeActualCosts(needs, { definition, version: 0, by: 'test', at: clock.now() }));
  const refresh = async () => {
    // Fitted anew each time, so that what is drawn for a fit is compared too.
    await sql`truncate differentiate.lifetime_fit cascade`.execute(db);
    const parts = [
      contractsPart(needs, lifetimePart(needs)),
      recencyPart(needs),
      profitPart(needs),
      potentialPart(needs),
    ];
    orThrow(await refreshValues({ server: database, warehouse, clock, parts }));
  };
  await refresh();
  const onOne = { ...(await askAll()), value: await askValue() };
  expect(onOne.count).toBeGreaterThan(100);
  for (const table of ['order_lines', 'events', 'contacts']) await spread(warehouse, table, 'person_id');
  await spread(warehouse, 'customers', 'customer_id', { final: true });
  const [counted] = await warehouse.query<{ lines: number; shards: number }>(
    'SELECT count() AS lines, uniqExact(_shard_num) AS shards FROM order_lines',
  );
  expect(counted).toEqual({ lines: 6000, shards: 3 });
  await refresh();
  for (const table of [
    'customer_values',
    'customer_profits',
    'customer_lifetimes',
    'customer_potentials',
    'customer_contracts',
  ])
    await spread(warehouse, table, 'customer_id');
  await spread(warehouse, 'value_snapshots', 'snapshot_id', { final: true });
  expect({ ...(await askAll()), value: await askValue() }).toEqual(onOne);
});
