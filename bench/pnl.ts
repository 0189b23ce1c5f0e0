/**
 * The account of every customer against the plain aggregate it rests on, and the forecast of every customer, in the same engine, on the same
 * rows, in one run: `npx tsx bench/pnl.ts [--customers 1000000] [--lines 20000000] [--rounds 2]`.
 * The plain aggregate gives, per customer, net sales, cost of goods, orders and lines. An account adds ten costs by channel and date, three
 * sources of facts, and stores the snapshot. Each is the best of the rounds; the forecast is one fit and one forecast from facts to stored figures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { lifetimePart } from '#differentiate/lifetime';
import { changeActualCosts, profitPart } from '#differentiate/profit';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import type { Warehouse } from '#platform/warehouse';

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    lines: { type: 'string', default: '20000000' },
    rounds: { type: 'string', default: '2' },
  },
});
const sizes = { customers: Number(options.customers), lines: Number(options.lines) };
const clock = standingClock('2026-11-22T12:00:00Z');

const plain = `
  SELECT count(), sum(net), sum(goods), sum(orders), sum(lines) FROM (
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, sum(net) AS net,
           sum(unit_cost * quantity) AS goods, uniqExact(order_key) AS orders, count() AS lines
    FROM order_lines WHERE ordered_at > '2025-11-22 12:00:00' GROUP BY customer_id)`;

/** Three lines to an order, over two years, customers of unequal pace. */
async function generate(warehouse: Warehouse): Promise<void> {
  await warehouse.command(
    `
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, unit_price, net, unit_cost, currency, channel)
    WITH 1 + toUInt64({customers:UInt64} * pow(cityHash64(intDiv(number, 3), 1) / 18446744073709551616, 1.6)) AS person,
         intDiv(number, 3) AS order,
         if(cityHash64(number, 2) % 50 = 0, -1, 1 + cityHash64(number, 3) % 4) AS pieces,
         5 + cityHash64(number, 4) % 5000 / 100 AS price
    SELECT person, 1, toString(order),
           toDateTime64('2024-11-23 00:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(order, 5) % 62000000),
           concat('S', toString(cityHash64(number, 6) % 5000)), pieces, price, pieces * price, price * 0.6, 'EUR',
           if(person % 3 = 0, 'web', 'shop')
    FROM numbers({lines:UInt64})
    `,
    sizes,
  );
  await warehouse.command(
    `INSERT INTO contacts (person_id, channel, kind, occurred_at)
     SELECT 1 + number % {customers:UInt64}, if(number % 4 = 0, 'post', 'email'), 'sent',
            toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalHour(number % 7000)
     FROM numbers({contacts:UInt64})`,
    { ...sizes, contacts: sizes.customers * 2 },
  );
}

const cost = (id: string, more: object) => ({
  ...{
    id,
    name: id,
    line: 'distribution' as const,
    driver: 'order' as const,
    price: { by: 'rate' as const, rate: '1.5' },
  },
  ...{ channel: null, brand: null, from: null, until: null, cheaper: null },
  ...more,
});
const definition = {
  entries: [
    cost('shipping-web', { channel: 'web' }),
    cost('till', { channel: 'shop' }),
    cost('picking', { driver: 'line' }),
    cost('picking-old', { driver: 'line', until: '2026-03-31' }),
    cost('returns', { driver: 'return', line: 'orderHandling' }),
    cost('cards', { driver: 'salesPercent', line: 'selling' }),
    cost('billing', {
      line: 'orderHandling',
      price: { by: 'pool', amount: '900000' },
      from: '2026-01-01',
      until: '2026-11-22',
    }),
    cost('letters', { driver: 'letter', line: 'selling' }),
    cost('mails', { driver: 'email', line: 'selling' }),
    cost('storage', { driver: 'line', price: { by: 'rate', rate: '0.2' } }),
  ],
  ...{ noCost: [], common: [], assumedReliability: 1 },
};

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const server = connectDatabase({ url: postgres.url });
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await migrateWarehouse(server, warehouse, readMigrations('migrations/clickhouse'));
  await generate(warehouse);
  const { db } = server;
  const needs = { db, warehouse, clock };
  orThrow(await changeActualCosts(needs, { definition, version: 0, by: 'bench', at: clock.now() }));
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock }));
  const [profit, lifetime] = [profitPart(needs), lifetimePart(needs)];
  let [floor, account] = [Infinity, Infinity];
  for (let round = 0; round < Number(options.rounds); round++) {
    floor = Math.min(floor, await secondsOf(() => warehouse.query(plain)));
    account = Math.min(account, await secondsOf(() => profit.write(snapshot)));
    await warehouse.command('TRUNCATE TABLE customer_profits');
  }
  const before = process.memoryUsage().rss;
  const withFit = await secondsOf(() => lifetime.write(snapshot));
  await warehouse.command('TRUNCATE TABLE customer_lifetimes');
  const forecastOnly = await secondsOf(() => lifetime.write(snapshot));
  const grown = Math.round((process.memoryUsage().rss - before) / 1e6);
  const ratio = (account / floor).toFixed(2);
  console.log(`${sizes.customers} customers, ${sizes.lines} lines`);
  console.log(
    `accounts of twelve months: ${account.toFixed(2)} s, ${ratio} times the plain aggregate (${floor.toFixed(2)} s)`,
  );
  console.log(
    `forecast from facts to stored figures: ${withFit.toFixed(1)} s with the fit, ${forecastOnly.toFixed(1)} s without; memory +${grown} MB`,
  );
} finally {
  await warehouse.close();
  await server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
