import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentModule, consentsPart } from '#identify/consent';
import { contactsPart, historyModule, ordersPart } from '#identify/history';
import { standingClock } from '#platform/clock';
import { createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from '#test/engines';
import { makeCustomers } from '#test/reachable-customers';
import { customersModule } from './customers.module.ts';

let engines: TestEngines;
let server: FastifyInstance;
let ids: number[] = [];

beforeAll(async () => {
  engines = await openTestEngines();
  const needs = {
    ...engines,
    clock: standingClock('2026-11-22T09:00:00Z'),
    lastOrders: async () => new Map(),
    events: { say: async () => {} },
  };
  ids = await makeCustomers(engines.db, [
    { givenName: 'Anne', familyName: '=SUM(A1)', email: 'anne@x.fr' },
    { givenName: 'Bob', email: null, consent: null },
  ]);
  const parts = [consentsPart(engines.db), ordersPart(needs), contactsPart(engines.warehouse)];
  const modules = [
    customersModule({ ...needs, server: engines.database, jobs: { enqueue: async () => '' }, parts }),
    consentModule(needs),
    historyModule(needs),
  ];
  server = await createServer({
    routes: modules.flatMap((module) => module.routes ?? []),
    log: silentLog,
    version: '0',
    trustProxy: false,
    guard: {
      findActor: async () => ({ kind: 'api-key', id: 7, name: 'Ada', role: 'admin' }),
      may: () => true,
      isPermission: () => true,
      audit: async () => {},
    },
  });
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

async function ask(path: string, payload?: object) {
  const reply = await server.inject({
    method: payload ? 'POST' : 'GET',
    url: `/api/v1${path}`,
    ...(payload && { payload }),
  });
  return {
    status: reply.statusCode,
    text: reply.body,
    body: String(reply.headers['content-type']).includes('json') ? reply.json() : {},
  };
}

test('list, page, timeline, consents and summary answer in their declared shapes', async () => {
  const [anne = 0] = ids;
  const list = await ask('/customers?search=anne&limit=1');
  expect(list).toMatchObject({
    status: 200,
    body: { items: [{ customerId: anne, email: 'anne@x.fr' }], nextCursor: null, total: 1 },
  });
  const page = await ask(`/customers/${anne}`);
  expect(page).toMatchObject({
    status: 200,
    body: {
      parts: { consents: { items: [{ status: 'granted' }] }, orders: { orders: 0 }, contacts: { sent: 0 } },
    },
  });
  const kinds = (await ask(`/customers/${anne}/timeline?kinds=consent,record`)).body.items.map(
    (entry: { kind: string }) => entry.kind,
  );
  expect(kinds).toEqual(['consent', 'record']);
  expect(await ask('/history/summary')).toMatchObject({
    status: 200,
    body: { lines: 0, knownCustomers: 2, topDecileShare: null },
  });
});

test('a consent written down by hand says who wrote it, and shows at once', async () => {
  const [, bob = 0] = ids;
  const said = {
    channel: 'phone',
    purpose: 'marketing',
    status: 'withdrawn',
    evidence: { how: 'letter of 3 November' },
  };
  const reply = await ask(`/customers/${bob}/consents`, said);
  expect(reply.status).toBe(201);
  const { body } = await ask(`/customers/${bob}/consents`);
  expect(body.items).toMatchObject([{ status: 'withdrawn', decidedBy: { evidence: { recordedBy: 'Ada' } } }]);
  expect(await ask('/customers?consent=phone:marketing&consentStatus=withdrawn')).toMatchObject({
    body: { items: [{ customerId: bob }] },
  });
});

test('the list as a file runs no formula', async () => {
  const { text } = await ask('/customers.csv?search=anne');
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain(";'=SUM(A1);");
});

test.each([
  ['/customers/999999', 404],
  ['/customers/999999/timeline', 404],
  ['/customers/999999/consents', 404],
  ['/customers/0', 400],
  ['/customers/abc', 400],
  ['/customers/99999999999999999999', 400],
  ['/customers?limit=0', 400],
  ['/customers?consent=email', 400],
  ['/customers?cursor=zzz', 400],
  ['/customers?search=a%00@x', 400],
  ['/customers?city=%00', 400],
  ['/customers?consent=email:marketing:%00', 400],
  ['/customers?search=%25%5F%5C', 200],
  ['/customers/1/timeline?kinds=order,nothing', 400],
])('%s answers %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status);
});
