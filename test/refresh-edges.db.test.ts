import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { contractsPart } from '#differentiate/contracts';
import { lifetimePart } from '#differentiate/lifetime';
import { potentialPart } from '#differentiate/potential';
import { profitPart } from '#differentiate/profit';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
beforeEach(async () => {
  for (const table of ['order_lines', 'customers'])
    await engines.warehouse.command(`TRUNCATE TABLE ${table}`);
});
afterAll(() => engines.close());

/** Everything computed of customers, as the program composes it; every figure stored must be a number. */
async function refreshed() {
  const { database: server, db, warehouse } = engines;
  const needs = { db, warehouse, clock };
  const parts = [contractsPart(needs, lifetimePart(needs)), profitPart(needs), potentialPart(needs)];
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock, parts }));
  const { snapshotId } = snapshot;
  for (const table of ['customer_values', 'customer_lifetimes', 'customer_profits', 'customer_potentials']) {
    const rows = await warehouse.query(`SELECT * FROM ${table} WHERE snapshot_id = {snapshotId:UInt64}`, {
      snapshotId,
    });
    expect(JSON.stringify(rows)).not.toMatch(/nan|inf/i);
  }
  const [lifetimes] = await warehouse.query<{ customers: number }>(
    'SELECT count() AS customers FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}',
    { snapshotId },
  );
  return { ...snapshot, forecast: lifetimes?.customers };
}

const sale = (person: number, day: string, net = '12.50') => ({
  ...{ person_id: person, source_id: 1, order_key: `${person} ${day}`, ordered_at: `${day} 10:00:00` },
  ...{ sku: 'tea', quantity: '1', net, currency: 'EUR' },
});
const known = { customer_id: 1, first_seen_at: '2024-01-01 00:00:00', version: 1 };

it('without a fact, ends with nobody', async () => {
  expect(await refreshed()).toMatchObject({ state: 'done', customers: 0, forecast: 0 });
});

it('with customers who never bought, ends with nobody valued', async () => {
  await engines.warehouse.insert('customers', [known]);
  expect(await refreshed()).toMatchObject({ state: 'done', customers: 0, forecast: 0 });
});

it('with one customer only, values that one and forecasts nothing', async () => {
  await engines.warehouse.insert('customers', [known]);
  await engines.warehouse.insert('order_lines', [sale(1, '2025-03-01'), sale(1, '2026-10-01')]);
  expect(await refreshed()).toMatchObject({ state: 'done', customers: 1, forecast: 0 });
});

it('with facts of the future only, ends with nobody; among others, they count for nothing', async () => {
  await engines.warehouse.insert('customers', [known]);
  await engines.warehouse.insert('order_lines', [sale(1, '2027-03-01'), sale(2, '2030-01-01')]);
  expect(await refreshed()).toMatchObject({ state: 'done', customers: 0, forecast: 0 });
  await engines.warehouse.insert('order_lines', [sale(2, '2026-11-01')]);
  const { snapshotId } = await refreshed();
  const rows = await engines.warehouse.query(
    'SELECT customer_id, orders, net_sales FROM customer_values WHERE snapshot_id = {snapshotId:UInt64}',
    { snapshotId },
  );
  expect(rows).toEqual([{ customer_id: 2, orders: 1, net_sales: '12.5' }]);
});
