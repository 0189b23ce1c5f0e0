/**
 * The account of every customer against the plain aggregate it rests on, in the same engine, on the same rows, in one run: `npx tsx bench/pnl.ts [--customers 1000000] [--lines 20000000] [--rounds 2]`.
 * The plain aggregate gives, per customer, net sales, cost of goods, orders and lines. An account adds ten costs by channel and date, three
 * sources of facts, and stores the snapshot. Each is the best of the rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { changeActualCosts, profitPart } from '#differentiate/profit';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import { writeValueFacts } from './value-facts-setup.ts';

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
  await writeValueFacts(warehouse, sizes);
  const { db } = server;
  const needs = { db, warehouse, clock };
  orThrow(await changeActualCosts(needs, { definition, version: 0, by: 'bench', at: clock.now() }));
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock }));
  const profit = profitPart(needs);
  let [floor, account] = [Infinity, Infinity];
  for (let round = 0; round < Number(options.rounds); round++) {
    floor = Math.min(floor, await secondsOf(() => warehouse.query(plain)));
    account = Math.min(account, await secondsOf(() => profit.write(snapshot)));
    await warehouse.command('TRUNCATE TABLE customer_profits');
  }
  const ratio = (account / floor).toFixed(2);
  console.log(`${sizes.customers} customers, ${sizes.lines} lines`);
  console.log(
    `accounts of twelve months: ${account.toFixed(2)} s, ${ratio} times the plain aggregate (${floor.toFixed(2)} s)`,
  );
} finally {
  await warehouse.close();
  await server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
