import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { standingClock } from '#platform/clock';
import { createServer } from '#platform/http';
import type { Job, JobContext, Jobs } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import type { Module } from '#platform/module';
import { openTestEngines, type TestEngines } from '#test/engines';
import { defaultValueSettings } from './value-settings.ts';
import { valueModule } from './value.module.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let server: FastifyInstance;
let declared: Module;
const asked: { kind: string; payload: unknown; key: string | undefined; runAt: Date | undefined }[] = [];

/** Remembers what is asked; runs it only when told to. */
const jobs: Jobs = {
  enqueue: async (kind, payload, options) => {
    if (!asked.some((one) => one.key === options?.key))
      asked.push({ kind, payload, key: options?.key, runAt: options?.runAt });
    return '00000000-0000-7000-8000-000000000000';
  },
  find: async () => undefined,
  cancel: async () => undefined,
  wait: async (): Promise<Job> => {
    throw new Error('Nothing runs by itself here.');
  },
};

async function runJob(payload: unknown): Promise<unknown> {
  const [job] = declared.jobs ?? [];
  const context: JobContext = {
    jobId: 'x',
    attempt: 1,
    cursor: null,
    checkpoint: async () => {},
    progress: async () => {},
    signal: new AbortController().signal,
  };
  return job?.run(payload as never, context);
}

beforeAll(async () => {
  engines = await openTestEngines();
  declared = valueModule({ server: engines.database, warehouse: engines.warehouse, clock, jobs });
  server = await createServer({
    routes: declared.routes ?? [],
    log: silentLog,
    version: '0',
    trustProxy: false,
    guard: {
      findActor: async () => ({ kind: 'api-key', id: 1, name: 'Ada', role: 'admin' }),
      may: () => true,
      isPermission: () => true,
      audit: async () => {},
    },
  });
  const line = { order_key: 'a', quantity: '1', currency: 'EUR', ordered_at: '2026-11-01T00:00:00.000Z' };
  await engines.warehouse.insert('order_lines', [
    { ...line, person_id: 1, net: '70', unit_cost: '30' },
    { ...line, person_id: 2, net: '30', unit_cost: null },
  ]);
  await engines.warehouse.insert(
    'customers',
    [1, 2, 3].map((id) => ({ customer_id: id, first_seen_at: '2026-01-01T00:00:00.000Z', version: 1 })),
  );
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

const get = async (path: string) => {
  const reply = await server.inject({ url: `/api/v1/value${path}` });
  return { status: reply.statusCode, body: reply.json() };
};

it('says that value was not computed yet', async () => {
  expect(await get('/overview')).toMatchObject({ status: 404, body: { code: 'no-value-yet' } });
});

it('asks once for a computation after many imports, and once more for one told while it runs', async () => {
  for (let turn = 0; turn < 3; turn++) await declared.hears?.['import.finished']?.({ importId: turn });
  expect(asked).toEqual([
    {
      kind: 'value.refresh',
      payload: { asOf: null },
      key: 'value.refresh:after-0',
      runAt: new Date('2026-11-22T09:00:20Z'),
    },
  ]);
  expect(await runJob({ asOf: null })).toMatchObject({ customers: 2 });
  await declared.hears?.['import.finished']?.({ importId: 9 });
  expect(asked).toHaveLength(2);
});

it('shows the base, one customer, and offers the figures to the registry', async () => {
  const overview = await get('/overview');
  expect(overview.status).toBe(200);
  expect(overview.body).toMatchObject({
    asOf: '2026-11-22T09:00:00.000Z',
    customers: 2,
    netSales: '100',
    margin: null,
    marginKnown: { customers: 1, netSales: '70', margin: '40' },
    concentration: [
      { topShare: 0.01, customers: 1, netShare: 0.7 },
      {},
      {},
      {},
      { topShare: 0.5, netShare: 0.7 },
    ],
  });
  expect((await get('/customers/1')).body).toMatchObject({
    valueRank: 5,
    margin: '40',
    netSales: '70',
    history: [{}],
  });
  expect((await get('/customers/2')).body).toMatchObject({ margin: null });
  expect((await get('/customers/3')).status).toBe(404);
  const registry = createRegistry(declared.attributes ?? []);
  const { query, parameters } = registry.selectCustomers({
    condition: { and: [] },
    columns: ['margin', 'valueRank', 'abcClass'],
    now: clock.now(),
  });
  expect(await engines.warehouse.query(query, parameters)).toEqual([
    { customer_id: 1, margin: '40', valueRank: 5, abcClass: 'A' },
    { customer_id: 2, margin: null, valueRank: 2, abcClass: 'A' },
    { customer_id: 3, margin: null, valueRank: null, abcClass: null },
  ]);
});

it('takes new settings and refuses those that make no sense', async () => {
  const put = (payload: object) => server.inject({ method: 'PUT', url: '/api/v1/value/settings', payload });
  expect((await get('/settings')).body).toEqual(defaultValueSettings);
  const settings = { ...defaultValueSettings, abc: { measure: 'netSales', shareA: 0.5, shareB: 0.9 } };
  expect((await put(settings)).json()).toEqual(settings);
  const bounds = { method: 'bounds', recencyDaysAtMost: [365, 180, 90, 30], ordersMoreThan: [1, 2, 3, 4] };
  for (const wrong of [
    { ...settings, abc: { ...settings.abc, shareA: 0.95 } },
    { ...settings, rankShares: [0.2, 0.05, 0.5] },
    { ...settings, scoring: { ...bounds, netSalesMoreThan: ['100', '50', '200', '300'] } },
    {
      ...settings,
      scoring: { ...bounds, recencyDaysAtMost: [30, 90, 180, 365], netSalesMoreThan: ['1', '2', '3', '4'] },
    },
    { ...settings, snapshotsKept: 0 },
    { ...settings, currency: 'euro' },
  ])
    expect((await put(wrong)).statusCode).toBe(400);
  expect((await get('/settings')).body).toEqual(settings);
  await runJob({ asOf: null });
  expect((await get('/overview')).body.abc).toMatchObject([
    { class: 'A', customers: 1 },
    { class: 'B', customers: 1 },
    {},
  ]);
});

it('accepts a computation to be done, as of a moment', async () => {
  const payload = { asOf: '2026-06-30T00:00:00Z' };
  const reply = await server.inject({ method: 'POST', url: '/api/v1/value/refresh', payload });
  expect(reply.statusCode).toBe(202);
  expect(asked.at(-1)).toMatchObject({ kind: 'value.refresh', payload });
});
