import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attributesModule, createRegistry } from '#differentiate/attributes';
import { standingClock } from '#platform/clock';
import { createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import type { AttributeSource } from '#platform/module';
import { openTestEngines, type TestEngines } from '#test/engines';
import { segmentsModule } from './segments.module.ts';

const words = (fr: string) => ({ fr, en: fr });
const people: AttributeSource = {
  name: 'people',
  module: 'test',
  query: 'SELECT * FROM customers FINAL',
  attributes: [
    {
      name: 'city',
      type: 'text',
      label: words('Ville'),
      meaning: words(''),
      expression: 'city',
      missing: "''",
    },
    {
      name: 'persons',
      type: 'number',
      label: words('Fiches'),
      meaning: words(''),
      expression: 'persons',
      missing: '0',
    },
    {
      name: 'birthDate',
      type: 'date',
      label: words('Naissance'),
      meaning: words(''),
      expression: 'birth_date',
      missing: 'NULL',
    },
  ],
};
const cities = ['Tours', 'orléans', '=HYPERLINK("x")', '', 'Blois', 'Tours', 'Angers', 'tours'];

let engines: TestEngines;
let server: FastifyInstance;

beforeAll(async () => {
  engines = await openTestEngines();
  const registry = createRegistry([people]);
  await engines.warehouse.insert(
    'customers',
    cities.map((city, index) => ({
      customer_id: index + 1,
      city,
      persons: index % 3,
      birth_date: index % 2 === 0 ? null : `19${50 + index}-03-01`,
      first_seen_at: '2026-01-01T00:00:00.000Z',
      version: 1,
    })),
  );
  const needs = {
    db: engines.db,
    warehouse: engines.warehouse,
    registry,
    clock: standingClock('2026-11-22T09:00:00Z'),
    reaches: [
      {
        channel: 'post',
        label: words('Courrier'),
        condition: { attribute: 'city', operator: 'is known' as const },
      },
    ],
  };
  server = await createServer({
    routes: [...(segmentsModule(needs).routes ?? []), ...(attributesModule({ registry }).routes ?? [])],
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
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function ask(method: Method, path: string, body?: object) {
  const reply = await server.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) });
  return { status: reply.statusCode, body: reply.json() };
}
const tours = { attribute: 'city', operator: '=', value: 'Tours' };

it('describes itself with recursive conditions', async () => {
  const reply = await server.inject({ url: '/openapi.json' });
  expect(reply.statusCode).toBe(200);
  expect(Object.keys(reply.json().paths)).toContain('/api/v1/segments/{id}/customers');
});

it('lists attributes with the operators that fit them', async () => {
  const { body } = await ask('GET', '/attributes');
  expect(body.items[0]).toMatchObject({ name: 'city', type: 'text', label: { fr: 'Ville' } });
  expect(body.items[0].operators).toContain('contains');
  expect(body.items[0].operators).not.toContain('<');
});

it('counts, samples and says a condition while it is written', async () => {
  const counted = await ask('POST', '/segments/count', { condition: { not: tours } });
  expect(counted.body).toMatchObject({
    customers: 5,
    known: 8,
    reachable: [{ channel: 'post', customers: 4 }],
    sentence: { fr: 'Sauf (Ville\u00a0: «\u00a0Tours\u00a0»)' },
  });
  const sample = { condition: { and: [] }, columns: ['city'], size: 3, seed: 5 };
  const drawn = await ask('POST', '/segments/sample', sample);
  expect(drawn.body.items).toHaveLength(3);
  expect(await ask('POST', '/segments/sample', sample)).toEqual(drawn);
  const faulty = await ask('POST', '/segments/count', { condition: { and: [{ ...tours, operator: '<' }] } });
  expect(faulty).toMatchObject({ status: 400, body: { code: 'condition-invalid' } });
  expect(JSON.stringify(faulty.body)).toContain('and[0]');
  const deep = `{"condition":${'{"not":'.repeat(50_000)}{"segment":1}${'}'.repeat(50_001)}`;
  const headers = { 'content-type': 'application/json' };
  const reply = await server.inject({
    method: 'POST',
    url: '/api/v1/segments/count',
    headers,
    payload: deep,
  });
  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ code: 'body-too-deep' });
});

it('saves, lists page by page, shows its past, archives', async () => {
  for (const name of ['Été', 'automne', 'Hiver', 'printemps']) {
    const made = await ask('POST', '/segments', { name, condition: tours });
    expect(made).toMatchObject({ status: 201, body: { name, version: 1, createdBy: 'Ada' } });
  }
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { body: { items: { name: string }[]; nextCursor: string | null; total: number } } = await ask(
      'GET',
      `/segments?limit=3&sort=-changedAt${cursor === null ? '' : `&cursor=${cursor}`}`,
    );
    expect(page.body.total).toBe(4);
    names.push(...page.body.items.map((one) => one.name));
    cursor = page.body.nextCursor;
  } while (cursor !== null);
  expect([...names].sort()).toEqual(['Hiver', 'automne', 'printemps', 'Été']);
  const found = await ask('GET', '/segments?search=ETE');
  expect(found.body.items.map((one: { name: string }) => one.name)).toEqual(['Été']);
  const { segmentId } = found.body.items[0];
  const change = { name: 'Été', condition: { not: tours }, version: 1 };
  expect(await ask('PUT', `/segments/${segmentId}`, change)).toMatchObject({
    status: 200,
    body: { version: 2 },
  });
  expect(await ask('PUT', `/segments/${segmentId}`, change)).toMatchObject({ status: 409 });
  const page = await ask('GET', `/segments/${segmentId}`);
  expect(page.body.versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  expect(await ask('DELETE', `/segments/${segmentId}`)).toMatchObject({ status: 200 });
  expect((await ask('GET', '/segments?archived=true')).body.total).toBe(1);
  expect((await ask('GET', '/segments/999')).status).toBe(404);
});

it('pages through customers by any attribute, each seen once, the unknown last', async () => {
  const { body: segment } = await ask('POST', '/segments', { name: 'Tous', condition: { and: [] } });
  const walk = async (sort: string) => {
    const seen: [number, unknown][] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await ask(
        'GET',
        `/segments/${segment.segmentId}/customers?limit=3&columns=city,birthDate&sort=${sort}${next}`,
      );
      expect(body.total).toBe(8);
      for (const item of body.items) seen.push([item.customerId, item.values[sort.replace('-', '')]]);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen.map(([id]) => id)).size).toBe(8);
    return seen;
  };
  expect((await walk('city')).map(([id]) => id)).toEqual([3, 7, 5, 2, 1, 6, 8, 4]);
  expect((await walk('-city')).map(([id]) => id)).toEqual([1, 6, 8, 2, 5, 7, 3, 4]);
  expect((await walk('-birthDate')).map(([id]) => id)).toEqual([8, 6, 4, 2, 1, 3, 5, 7]);
  expect((await walk('-persons')).map(([id]) => id)).toEqual([3, 6, 2, 5, 8, 1, 4, 7]);
  const wrong = await ask('GET', `/segments/${segment.segmentId}/customers?columns=salary`);
  expect(wrong).toMatchObject({ status: 400, body: { code: 'no-such-attribute' } });
  expect((await ask('GET', `/segments/${segment.segmentId}/customers?cursor=xyz`)).status).toBe(400);
});

it('exports a file that spreadsheets read as text', async () => {
  const { body: segment } = await ask('POST', '/segments', { name: 'Export', condition: { and: [] } });
  const url = `/api/v1/segments/${segment.segmentId}/customers.csv?columns=city,persons&language=fr`;
  const reply = await server.inject({ url });
  expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = reply.body.split('\r\n');
  expect(lines.slice(0, 5)).toEqual([
    '\ufeffClient;Ville;Fiches',
    '1;Tours;0',
    '2;orléans;1',
    `3;"'=HYPERLINK(""x"")";2`,
    '4;;0',
  ]);
  expect(lines).toHaveLength(10);
});
