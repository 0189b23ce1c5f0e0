/**
 * The account of every customer against the plain aggregate it rests on, in the same engine, on the same rows, in one run:
 * `npx tsx bench/pnl.ts [--customers 1000000] [--lines 20000000] [--days 364] [--rounds 5] [--data FOLDER]`. All lines are of the year that accounts
 * cover, unless `--days` spreads them over more: then accounts cover fewer lines, and what each customer costs to keep weighs more.
 * The plain aggregate is one GROUP BY of the same lines of the same twelve months: net sales, cost of goods, orders and lines of each customer. An
 * account adds ten costs by channel and date (a sum shared by orders among them) and three sources of facts. `computed` adds the accounts of all customers up,
 * as the plain aggregate is; `stored` is what a refresh does, which also keeps the account of each, with every cost, in a snapshot.
 * Rounds take turns; each side is told at its best and at its median, by the clock and by processor time of this process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { changeActualCosts, profitPart } from '#differentiate/profit';
import { accountsByPlan } from '../src/differentiate/profit/account-totals.warehouse.ts';
import { yearUpTo } from '../src/differentiate/profit/period.ts';
import { planProfits } from '../src/differentiate/profit/profits.warehouse.ts';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import { sizeOptions, sizesOf, writeValueFacts } from './value-facts-setup.ts';

const { values: options } = parseArgs({
  options: {
    ...sizeOptions,
    days: { type: 'string', default: '364' },
    rounds: { type: 'string', default: '5' },
    data: { type: 'string' },
  },
});
const sizes = sizesOf(options);
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

type Cost = { readonly seconds: number; readonly processor: number };

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const processor = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(processor);
  return { seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

/** The best and the median of one side beside those of the other. */
function compare(name: string, account: readonly number[], floor: readonly number[]): string {
  const sorted = (all: readonly number[]) => all.toSorted((one, other) => one - other);
  const at = (all: readonly number[], place: number) => sorted(all)[place] ?? Number.NaN;
  const middle = Math.floor(account.length / 2);
  const told = (place: number) =>
    `${(at(account, place) / at(floor, place)).toFixed(2)} times the plain aggregate (${at(account, place).toFixed(2)} s against ${at(floor, place).toFixed(2)} s)`;
  return `${name}: at best ${told(0)}, at the median ${told(middle)}`;
}

const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const server = connectDatabase({ url: postgres.url });
const warehouse = await openWarehouse({ path: join(options.data ?? folder, 'warehouse') });
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await migrateWarehouse(server, warehouse, readMigrations('migrations/clickhouse'));
  const [kept] = await warehouse.query<{ lines: number }>('SELECT count() AS lines FROM order_lines');
  if (kept?.lines === 0) await writeValueFacts(warehouse, sizes);
  const { db } = server;
  const needs = { db, warehouse, clock };
  orThrow(await changeActualCosts(needs, { definition, version: 0, by: 'bench', at: clock.now() }));
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock }));
  const profit = profitPart(needs);
  const floor: Cost[] = [];
  const computed: Cost[] = [];
  const stored: Cost[] = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    floor.push(await costOf(() => warehouse.query(plain)));
    computed.push(
      await costOf(async () => {
        const plan = await planProfits(warehouse, {
          model: definition,
          currency: 'EUR',
          period: yearUpTo(clock.now()),
        });
        await accountsByPlan(warehouse, plan);
      }),
    );
    stored.push(await costOf(() => profit.write(snapshot)));
    await warehouse.command('TRUNCATE TABLE customer_profits');
  }
  console.log(
    `accounts of twelve months, ${sizes.customers} customers, ${sizes.lines} lines over ${sizes.days} days`,
  );
  for (const [name, account] of [
    ['computed', computed],
    ['stored', stored],
  ] as const) {
    for (const [how, one] of [
      ['by the clock', 'seconds'],
      ['by processor time', 'processor'],
    ] as const) {
      const of = (costs: readonly Cost[]) => costs.map((spent) => spent[one]);
      console.log(compare(`${name}, ${how}`, of(account), of(floor)));
    }
  }
} finally {
  await warehouse.close();
  await server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
