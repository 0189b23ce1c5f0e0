import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Mapping, undoImport } from '#identify/sources';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import { qualityModule } from './quality.module.ts';
import { type ScanCursor, scanSource } from './scan-source.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let server: FastifyInstance;
/** What was asked of the queue, newest last. */
let asked: { kind: string; payload: unknown; key: string | undefined }[] = [];

beforeAll(async () => {
  engines = await openTestEngines();
  const jobs = {
    enqueue: async (kind: string, payload: unknown, options?: { key?: string }) => {
      asked.push({ kind, payload, key: options?.key });
      return `job-${asked.length}`;
    },
  };
  server = await createServer({
    routes: qualityModule({ server: engines.database, clock, jobs }).routes ?? [],
    ...{ log: silentLog, version: '0', trustProxy: false },
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
beforeEach(async () => {
  asked = [];
  await sql`truncate identify.source, identify.person, identify.person_key, identify.crowded_key, identify.customer_of,
    identify.customer, platform.setting cascade`.execute(engines.db);
});

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  const reply = await server.inject({ method, url: `/api/v1/quality${path}`, ...(payload && { payload }) });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
}

const mapping = Mapping.parse({
  name: 'people',
  source: 'shop',
  format: { kind: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
  records: [
    {
      kind: 'person',
      fields: Object.fromEntries(
        'key givenName familyName email phone street postcode city'.split(' ').map((name) => [name, name]),
      ),
    },
  ],
});
let files = 0;
async function load(...lines: string[]): Promise<number> {
  files += 1;
  const file = join(engines.folder, `people-${files}.csv`);
  writeFileSync(file, ['key,givenName,familyName,email,phone,street,postcode,city', ...lines].join('\n'));
  return (await importAll(importNeeds(engines), file, mapping)).importId;
}
async function sourceId(): Promise<number> {
  const { rows } = await sql<{ id: number }>`select source_id as id from identify.source`.execute(engines.db);
  return rows[0]?.id ?? 0;
}
const scan = async () => scanSource({ server: engines.database, clock }, { sourceId: await sourceId() });
const fieldOf = (body: { items: { scan: { fields: { field: string }[] } }[] }, field: string) =>
  body.items[0]?.scan.fields.find((one) => one.field === field);

const anne = '1,Anne,Petit,anne@gmial.com,06 12 98 56 78,12 rue des Lilas,69100,Villeurbane';
const bob = '2,Bob,XXX,ANNE@gmial.com,,,,';
const carl = '3,Carl,Weber,info@weber.fr,12,,,';

test('the board counts each field of the latest records, and a later record takes the place of the earlier', async () => {
  await load(anne, bob, carl);
  await scan();
  const first = await ask('GET', '');
  expect(first.body.items).toMatchObject([{ name: 'shop', persons: 3, scan: { records: 3 } }]);
  expect(fieldOf(first.body, 'email')).toEqual({
    ...{ field: 'email', filled: 3, valid: 3, suspicious: 3, distinct: 2, fresh: 3 },
    rules: { 'email-domain-typo': 2, 'email-role': 1 },
  });
  expect(fieldOf(first.body, 'familyName')).toMatchObject({
    filled: 3,
    valid: 2,
    rules: { 'name-placeholder': 1 },
  });
  expect(fieldOf(first.body, 'phone')).toMatchObject({ filled: 2, valid: 1, distinct: 2 });
  expect(fieldOf(first.body, 'address')).toMatchObject({ filled: 1, valid: 1, suspicious: 0, distinct: 1 });

  await load(anne.replace('gmial', 'gmail').replace('Villeurbane', 'Villeurbanne'));
  await scan();
  const second = await ask('GET', '');
  expect(fieldOf(second.body, 'email')).toMatchObject({
    filled: 3,
    suspicious: 2,
    rules: { 'email-domain-typo': 1 },
  });
  expect(fieldOf(second.body, 'city')).toMatchObject({ filled: 1, suspicious: 0, rules: {} });
});

test('each import has its own figures, in order; an undone one has none', async () => {
  const first = await load(anne, bob);
  const second = await load(carl);
  await scan();
  const trend = await ask('GET', `/sources/${await sourceId()}/trend`);
  expect(trend.body.items).toMatchObject([
    { importId: first, records: 2 },
    { importId: second, records: 1 },
  ]);
  expect(trend.body.items[1].fields.find(({ field }: { field: string }) => field === 'phone')).toMatchObject({
    ...{ filled: 1, valid: 0, rules: { 'phone-invalid': 1 } },
  });
  orThrow(await undoImport({ importId: second }, importNeeds(engines)));
  await scan();
  const after = await ask('GET', `/sources/${await sourceId()}/trend`);
  expect(after.body.items).toMatchObject([{ importId: first }]);
});

test('a figure leads to its records, page by page, with what they say and what is proposed', async () => {
  await load(anne, bob, carl);
  await scan();
  const of = `sourceId=${await sourceId()}`;
  const typos = await ask('GET', `/findings?${of}&rule=email-domain-typo&limit=1`);
  expect(typos.body).toMatchObject({
    total: 2,
    items: [
      { name: 'Anne Petit', field: 'email', said: 'anne@gmial.com', proposal: 'anne@gmail.com', line: 2 },
    ],
  });
  const next = await ask(
    'GET',
    `/findings?${of}&rule=email-domain-typo&limit=1&cursor=${typos.body.nextCursor}`,
  );
  expect(next.body).toMatchObject({ items: [{ name: 'Bob XXX' }], nextCursor: null });
  const invalid = await ask('GET', `/findings?${of}&weight=invalid`);
  expect(invalid.body.items.map((one: { rule: string }) => one.rule).toSorted()).toEqual([
    'name-placeholder',
    'phone-invalid',
  ]);
  expect((await ask('GET', `/findings?${of}&rule=nothing`)).status).toBe(400);
  expect((await ask('GET', `/findings?${of}&cursor=nothing`)).status).toBe(400);
});

test('no finding and no list holds a value: what a record says is read from the record', async () => {
  await load(anne);
  await scan();
  await ask('POST', '/lists', { name: 'À corriger', sourceId: await sourceId() });
  for (const table of ['quality_scan', 'quality_finding', 'mend_list', 'mend_item']) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.table(`identify.${table}`)} t`.execute(engines.db);
    expect(rows.length, table).toBeGreaterThan(0);
    for (const { line } of rows) expect(line).not.toMatch(/anne|petit|gmial|lilas|villeurban/i);
  }
});

test('a rule switched off counts no more, here and in the trend; an unknown one is refused', async () => {
  await load(anne, carl);
  await scan();
  expect((await ask('PUT', '/rules', { rules: { 'no-rule': false } })).status).toBe(400);
  const changed = await ask('PUT', '/rules', { rules: { 'email-role': false }, freshDays: 30 });
  expect(changed.body.freshDays).toBe(30);
  expect(changed.body.items.find(({ code }: { code: string }) => code === 'email-role')).toMatchObject({
    ...{ on: false, asDelivered: false },
  });
  expect(asked).toMatchObject([{ kind: 'quality.scan' }]);
  await scan();
  expect(fieldOf((await ask('GET', '')).body, 'email')).toMatchObject({ rules: { 'email-domain-typo': 1 } });
  const trend = await ask('GET', `/sources/${await sourceId()}/trend`);
  const email = trend.body.items[0].fields.find(({ field }: { field: string }) => field === 'email');
  expect(email.rules).toEqual({ 'email-domain-typo': 1 });
});

test('a list to mend follows the scans: mended when the record is, open again when it is not, kept when somebody says so', async () => {
  await load(anne, bob, carl);
  await scan();
  const saved = await ask('POST', '/lists', { name: 'E-mails', sourceId: await sourceId(), field: 'email' });
  expect(saved).toMatchObject({
    status: 201,
    body: { sourceName: 'shop', open: 3, mended: 0, kept: 0, createdBy: 'Ada' },
  });
  const { listId } = saved.body;
  const items = (await ask('GET', `/lists/${listId}/items`)).body;
  expect(items).toMatchObject({ total: 3, nextCursor: null });
  const [, , role] = items.items;
  await ask('POST', `/lists/${listId}/marks`, { items: [role], state: 'kept' });
  await load(anne.replace('gmial', 'gmail'));
  await scan();
  expect((await ask('GET', `/lists/${listId}`)).body).toMatchObject({ open: 1, mended: 1, kept: 1 });
  await load(anne.replace('Villeurbane', 'Villeurbanne'));
  await scan();
  expect((await ask('GET', `/lists/${listId}`)).body).toMatchObject({ open: 2, mended: 0, kept: 1 });
  expect((await ask('GET', '/lists?search=e-ma')).body.items).toMatchObject([{ listId }]);
  expect(await ask('DELETE', `/lists/${listId}`)).toEqual({ status: 204, body: null });
  expect((await ask('GET', `/lists/${listId}/items`)).status).toBe(404);
  const nothing = await ask('POST', '/lists', {
    name: 'x',
    sourceId: await sourceId(),
    rule: 'birth-date-default',
  });
  expect(nothing).toMatchObject({ status: 409 });
});

test('stopped at any turn a scan goes on to the same figures, and until it ends the scan before counts', async () => {
  await load(anne, bob, carl);
  await scan();
  const before = (await ask('GET', '')).body;
  const findings = async () => (await ask('GET', `/findings?sourceId=${await sourceId()}`)).body;
  const found = await findings();
  await load('4,Dora,Noir,dora@orange.fr,06 12 98 56 79,,,');
  const needs = { server: engines.database, clock };
  for (const stop of [1, 2, 3]) {
    let cursor: ScanCursor | undefined;
    let turns = 0;
    const onTurn = async (reached: ScanCursor) => {
      turns += 1;
      if (turns < stop) cursor = structuredClone(reached);
      if (turns === stop) throw new Error('stopped');
    };
    const input = { sourceId: await sourceId(), persons: 1 };
    await expect(scanSource(needs, { ...input, onTurn })).rejects.toThrow('stopped');
    expect((await ask('GET', '')).body.items[0].scan).toEqual(before.items[0].scan);
    expect(await findings()).toEqual(found);
    if (stop < 3) continue;
    expect(await scanSource(needs, { ...input, cursor })).toMatchObject({ records: 4 });
  }
  const resumed = (await ask('GET', '')).body;
  const trend = (await ask('GET', `/sources/${await sourceId()}/trend`)).body;
  await scan();
  expect((await ask('GET', '')).body).toEqual(resumed);
  expect((await ask('GET', `/sources/${await sourceId()}/trend`)).body).toEqual(trend);
  expect(trend.items.map(({ records }: { records: number }) => records)).toEqual([3, 1]);
});

test('two scans at once end with one', async () => {
  await load(anne, bob, carl);
  await Promise.all([scan(), scan()]);
  const { rows } = await sql`select 1 from identify.quality_scan where import_id is null`.execute(engines.db);
  expect(rows).toHaveLength(1);
  expect((await ask('GET', `/findings?sourceId=${await sourceId()}&field=email`)).body.total).toBe(3);
});

test('an import asks for one look at its source, however often it is told', async () => {
  const importId = await load(anne);
  const module = qualityModule({
    server: engines.database,
    clock,
    jobs: {
      enqueue: async (kind, payload, options) => String(asked.push({ kind, payload, key: options?.key })),
    },
  });
  await module.hears?.['import.finished']?.({ importId, sourceId: await sourceId() });
  await module.hears?.['import.undone']?.({ importId });
  expect(asked).toHaveLength(2);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
  await scan();
  await module.hears?.['import.finished']?.({ importId, sourceId: await sourceId() });
  expect(asked[2]?.key).not.toBe(asked[0]?.key);
});

test('one record is looked at without being stored', async () => {
  const reply = await ask('POST', '/check', {
    ...{
      givenName: 'ÉLODIE',
      familyName: 'DE LA TOUR',
      email: 'e.tour+x@googlemail.com',
      phone: '0612985678',
    },
    ...{ street: '3 bd du Gal Leclerc', postcode: '69100', city: 'Villeurbane' },
  });
  expect(reply.body).toMatchObject({
    ...{
      givenName: 'Élodie',
      familyName: 'de La Tour',
      gender: { gender: 'f', confidence: 0.98, from: 'list' },
    },
    ...{
      email: 'e.tour+x@googlemail.com',
      mailbox: 'etour@gmail.com',
      phone: { number: '+33612985678', kind: 'mobile' },
    },
    address: {
      lines: ['ELODIE DE LA TOUR', '3 BOULEVARD DU GAL LECLERC', '69100 VILLEURBANNE'],
      deliverability: 'corrected',
    },
  });
  expect(reply.body.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
    'address-corrected',
    'city-misspelt',
  ]);
  const { rows } = await sql`select 1 from identify.person`.execute(engines.db);
  expect(rows).toHaveLength(0);
});
