import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { refreshValues, valueAttributes } from '#differentiate/value';
import { customersAttributes } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { Overview } from './api.ts';
import { type OverviewNeeds, overview } from './overview.ts';
import { recentCampaigns } from './recent-campaigns.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
let needs: OverviewNeeds;

beforeAll(async () => {
  engines = await openTestEngines();
  const { database, warehouse } = engines;
  needs = {
    database,
    warehouse,
    registry: createRegistry([customersAttributes(), valueAttributes]),
    clock,
    reaches: [
      {
        channel: 'email',
        label: { fr: 'E-mail', en: 'E-mail' },
        condition: { attribute: 'hasEmail', operator: '=', value: true },
      },
    ],
    recentCampaigns: () => recentCampaigns({ database, warehouse, clock, currency: 'EUR' }, 3),
  };
});
afterAll(() => engines.close());

it('answers on an empty installation', async () => {
  const empty = Overview.parse(await overview(needs));
  expect(empty).toMatchObject({
    customers: { known: 0, newIn30Days: 0, reachable: [{ customers: 0 }] },
    sales: { last30Days: { netSales: '0', orders: 0 }, otherCurrencies: [] },
    campaigns: [],
    pyramid: null,
    toDo: [],
  });
  expect(empty.sales.daily).toHaveLength(30);
  expect(empty.loop.map((one) => one.room)).toEqual([
    'identify',
    'differentiate',
    'customise',
    'interact',
    'evaluate',
  ]);
});

const line = (person: number, order: string, net: string, at: string, currency = 'EUR', quantity = '1') => ({
  person_id: person,
  source_id: 1,
  order_key: order,
  net,
  quantity,
  currency,
  ordered_at: at,
});

async function loadHistory(): Promise<void> {
  const { warehouse } = engines;
  await warehouse.insert(
    'customers',
    [1, 2, 3].map((id) => ({
      customer_id: id,
      has_email: id === 1 ? 1 : 0,
      first_seen_at: '2026-01-01T00:00:00.000Z',
      version: 1,
    })),
  );
  await warehouse.insert('order_lines', [
    line(1, 'a', '10.5', '2026-11-22T11:00:00.000Z'),
    line(1, 'a', '4.5', '2026-11-22T11:00:00.000Z'),
    line(0, 'b', '7', '2026-11-21T12:00:00.000Z'),
    line(2, 'c', '-2', '2026-11-20T13:00:00.000Z', 'EUR', '-1'),
    // The first instant of the last 30 days, and the last of the 30 before.
    line(2, 'd', '100', '2026-10-23T12:00:00.001Z'),
    line(2, 'e', '1000', '2026-10-23T12:00:00.000Z'),
    line(2, 'f', '5000', '2026-09-23T12:00:00.000Z'),
    line(1, 'g', '9', '2026-11-22T12:00:00.001Z'),
    line(3, 'h', '66', '2026-11-19T12:00:00.000Z', 'CHF'),
  ]);
}

it('compares sales with the 30 days before, to the instant, and never adds currencies', async () => {
  await loadHistory();
  const { sales, customers } = await overview(needs);
  expect(customers).toMatchObject({ known: 3, reachable: [{ channel: 'email', customers: 1 }] });
  expect(sales.last30Days).toEqual({ currency: 'EUR', netSales: '120', orders: 3, customers: 2 });
  expect(sales.previous30Days).toEqual({ currency: 'EUR', netSales: '1000', orders: 1, customers: 1 });
  expect(sales.otherCurrencies).toEqual(['CHF']);
  expect(sales.daily.slice(-3)).toEqual([
    { day: '2026-11-20', netSales: '0' },
    { day: '2026-11-21', netSales: '5' },
    { day: '2026-11-22', netSales: '15' },
  ]);
  expect(sales.daily[0]).toEqual({ day: '2026-10-24', netSales: '100' });
});

async function loadState(): Promise<void> {
  const { db } = engines;
  await sql`insert into identify.source (name, created_at) values ('till', now())`.execute(db);
  await sql`
    insert into identify.mapping (source_id, name, version, definition, created_at) values (1, 'm', 1, '{}', now())
  `.execute(db);
  await sql`
    insert into identify.import (source_id, mapping_id, file_name, file_bytes, file_sha256, state,
                                 accepted, rejected, created_by, created_at, ended_at)
    select 1, 1, name, 1, 'x', state, 50, rejected, 'a', at::timestamptz, at::timestamptz
    from (values ('clean.csv', 'done', 0, '2026-11-20'), ('faulty.csv', 'done', 4, '2026-11-21'),
                 ('broken.csv', 'failed', 0, '2026-11-19'), ('undone.csv', 'undone', 9, '2026-11-18'),
                 ('old.csv', 'done', 9, '2026-08-01')) as given (name, state, rejected, at)
  `.execute(db);
  await sql`
    insert into interact.campaign (name, state, audience, content, launched_at, window_days, created_by, created_at, changed_at)
    select name, state, '{}', '{}', launched::timestamptz, 14, 'a', changed::timestamptz, changed::timestamptz
    from (values ('Draft', 'draft', null, '2026-11-10'), ('Paused', 'paused', '2026-11-01', '2026-11-11'),
                 ('Judged', 'done', '2026-11-05', '2026-11-05'), ('Called off', 'cancelled', '2026-11-05', '2026-11-06'))
      as given (name, state, launched, changed)
  `.execute(db);
  await sql`
    insert into platform.job (job_id, kind, payload, state, max_attempts, run_at, created_at, ended_at)
    values (gen_random_uuid(), 'x', '{}', 'failed', 1, '2026-11-22', '2026-11-22', '2026-11-22')
  `.execute(db);
}

it('lists what waits and what moved this week', async () => {
  await loadState();
  const { toDo, loop, campaigns } = Overview.parse(await overview(needs));
  expect(toDo.map((one) => [one.kind, one.name, one.count])).toEqual([
    ['jobs-failed', null, 1],
    ['import-rejects', 'faulty.csv', 4],
    ['import-failed', 'broken.csv', 0],
    ['campaign-paused', 'Paused', 1],
    ['campaign-draft', 'Draft', 1],
  ]);
  const figures = Object.fromEntries(
    loop.flatMap((room) => room.figures.map((one) => [one.name, one.value])),
  );
  expect(figures).toMatchObject({ importedLines: 100, campaignsMeasured: 1, messagesSent: 0, movedUp: 0 });
  expect(campaigns.map((one) => [one.name, one.sent, one.effect])).toEqual([
    ['Judged', 0, null],
    ['Paused', 0, null],
  ]);
});

it('shows the pyramid, and who moved in it since last week', async () => {
  await engines.warehouse.command("ALTER TABLE order_lines DELETE WHERE currency = 'CHF'");
  const value = { server: engines.database, warehouse: engines.warehouse, clock };
  orThrow(await refreshValues(value, { asOf: new Date('2026-11-10T00:00:00Z') }));
  await engines.warehouse.insert('order_lines', [line(1, 'z', '9000', '2026-11-20T10:00:00.000Z')]);
  await engines.warehouse.insert('order_lines', [line(1, 'y', '1', '2024-01-01T10:00:00.000Z')]);
  orThrow(await refreshValues(value, { asOf: new Date('2026-11-10T00:00:00Z') }));
  orThrow(await refreshValues(value));
  const { pyramid, loop } = Overview.parse(await overview(needs));
  expect(pyramid?.steps.map((step) => [step.rank, step.customers])).toEqual([
    [5, 1],
    [4, 0],
    [3, 0],
    [2, 1],
    [1, 0],
  ]);
  expect(pyramid?.withoutPurchase).toBe(1);
  const moved = loop.find((one) => one.room === 'differentiate')?.figures.map((one) => one.value);
  // Customer 1 was inactive and is now the first; customer 2 was the first.
  expect(moved?.slice(0, 2)).toEqual([1, 1]);
});
