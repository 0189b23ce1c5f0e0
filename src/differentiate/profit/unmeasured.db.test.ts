import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { readMigrations } from '#platform/migrations';
import { openTestEngines, type TestEngines } from '#test/engines';
import { customerProfit } from './customer-profit.ts';
import { lineCustomers } from './line-customers.ts';
import { profitStatement } from './profit-statement.ts';
import { changeActualCosts } from './save-costs.ts';
import { profitPart } from './write-profits.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse, clock });

beforeAll(async () => {
  engines = await openTestEngines();
  const { database: server, warehouse } = engines;
  for (const id of [1, 2])
    await sql`
      insert into identify.customer (customer_id, persons, sources, sort_name, search_text, first_seen_at, changed_at, version)
      values (${id}, 1, '{1}', '', '', now(), now(), 1)`.execute(engines.db);
  const parcel = (person: number, kg: string | undefined, line: number) => ({
    ...{ person_id: person, type: 'parcel', occurred_at: '2026-05-02T10:00:00Z', line },
    properties: JSON.stringify({ kg }),
  });
  const sale = (person: number) => ({
    ...{ person_id: person, source_id: 1, order_key: `o${person}`, ordered_at: '2026-05-01T10:00:00Z' },
    ...{ sku: 'a', quantity: '1', net: '50', unit_cost: '20', currency: 'EUR', line: person },
  });
  await warehouse.insert('order_lines', [sale(1), sale(2)]);
  await warehouse.insert('events', [parcel(1, '2', 1), parcel(1, undefined, 2), parcel(2, '3', 3)]);
  const carrier = {
    ...{ id: 'carrier', name: 'Carrier', line: 'distribution' as const, driver: 'kg' as const },
    ...{ price: { by: 'rate' as const, rate: '0.72' }, channel: null, brand: null, from: null, until: null },
    cheaper: null,
  };
  const visits = { ...carrier, id: 'visits', driver: 'visit' as const, line: 'selling' as const };
  orThrow(
    await changeActualCosts(needs(), {
      definition: {
        entries: [carrier, visits],
        noCost: ['orderHandling'],
        common: [],
        assumedReliability: 1,
      },
      ...{ version: 0, by: 'test', at: clock.now() },
    }),
  );
  orThrow(await refreshValues({ server, warehouse, clock, parts: [profitPart(needs())] }));
});
afterAll(() => engines.close());

it('a parcel without a weight leaves the cost of whoever had it unknown, and counts those of the others', async () => {
  const statement = orThrow(await profitStatement(needs()));
  const distribution = statement.account.costs.find((one) => one.line === 'distribution');
  expect(distribution).toMatchObject({ amount: null, known: '2.16' });
  expect(distribution?.rows[0]).toMatchObject({ volume: '5', amount: null });
  expect(distribution?.rows[0]?.unknown?.en).toContain('weight');
  const of = async (customerId: number) => {
    const { account } = orThrow(await customerProfit(needs(), { customerId }));
    return account.costs.flatMap((one) => one.rows).find((row) => row.id === 'carrier')?.amount;
  };
  expect([await of(1), await of(2)]).toEqual([null, '2.16']);
});

it('lists the customers of such a line, of a line whose price is unknown nobody', async () => {
  const carrier = orThrow(await lineCustomers(needs(), { line: 'carrier', limit: 5 }));
  expect(carrier).toMatchObject({ customers: 1, unknown: 1, total: '2.16' });
  expect(carrier.items).toMatchObject([{ customerId: 2, volume: '3', amount: '2.16' }]);
  const visits = orThrow(await lineCustomers(needs(), { line: 'visits', limit: 5 }));
  expect(visits).toMatchObject({ customers: 0, unknown: 2, total: '0', items: [] });
});

it('snapshots kept with their amounts keep what was unknown when amounts are no longer stored', async () => {
  const { warehouse } = engines;
  await warehouse.command(
    'ALTER TABLE customer_profits ADD COLUMN amounts Array(Nullable(Decimal(38, 12))) AFTER volumes',
  );
  await warehouse.command('ALTER TABLE customer_profits DROP COLUMN unmeasured');
  await warehouse.insert('customer_profits', [
    { snapshot_id: 900, customer_id: 1, volumes: ['1', '2'], amounts: ['1.5', null] },
    { snapshot_id: 900, customer_id: 2, volumes: ['1', '2'], amounts: ['1.5', '3'] },
  ]);
  const files = readMigrations('migrations/clickhouse').filter(({ name }) => /unmeasured|amounts/.test(name));
  for (const file of files)
    for (const statement of file.sql.split(/;\s*$/m).filter((one) => one.trim() !== ''))
      for (let turn = 0; turn < 2; turn++) await warehouse.command(statement);
  const rows = await warehouse.query(
    'SELECT customer_id, unmeasured FROM customer_profits WHERE snapshot_id = 900 ORDER BY customer_id',
  );
  expect(rows).toEqual([
    { customer_id: 1, unmeasured: [2] },
    { customer_id: 2, unmeasured: [] },
  ]);
});
