import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addApiKey } from '#access';
import type { PermissionsReply } from '#identify/consent/api';
import type { CustomerPage, ListCustomersReply } from '#identify/customers/api';
import type { RequestReply, RequestsReply, RetentionReport } from '#identify/requests/api';
import { standingClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { copyInstallation } from '#test/installation';
import { importLifeFile } from '#test/whole-life';
import type { z } from 'zod';
import { type App, openApp } from './open-app.ts';
import { buildServer } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-requests-'));
const clock = standingClock('2026-01-31T10:00:00Z');
let app: App;
let server: FastifyInstance;
const keys: Record<string, string> = {};

beforeAll(async () => {
  copyInstallation(inject('installation'), join(folder, 'data'));
  const config = orThrow(readConfig({}, { data: join(folder, 'data'), port: 0 }));
  app = orThrow(await openApp({ config, clock, log: silentLog }));
  server = await buildServer(app);
  for (const role of ['privacy', 'marketer', 'agent'] as const)
    keys[role] = (
      await addApiKey({ name: role, role, createdBy: null }, { db: app.engines.database.db, clock })
    ).key;
  for (const name of ['people', 'newsletter', 'orders', 'consents'])
    await importLifeFile(app, join(folder, 'files'), name);
  await app.start();
  await app.relay.flush();
});
afterAll(async () => {
  await server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer<Body> = { readonly status: number; readonly body: Body; readonly code: string | undefined };

/** Asks over HTTP with a key of a role. */
async function ask<Body = { code?: string }>(
  role: string,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  path: string,
  payload?: object,
): Promise<Answer<Body>> {
  const reply = await server.inject({
    ...{ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${keys[role]}` } },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = String(reply.headers['content-type']).includes('json');
  const body = (isJson ? reply.json() : undefined) as Body & { code?: string };
  return { status: reply.statusCode, body, code: body?.code };
}

const idOf = async (words: string) =>
  (await ask<z.infer<typeof ListCustomersReply>>('privacy', 'GET', `/customers?search=${words}`)).body
    .items[0]?.customerId ?? 0;
const open = async (request: object) =>
  (await ask<RequestReply>('privacy', 'POST', '/requests', request)).body;
const read = async (requestId: number) =>
  (await ask<RequestReply>('privacy', 'GET', `/requests/${requestId}`)).body;

/** Carries a request out and answers it as it is then. */
async function carryOut(requestId: number): Promise<RequestReply> {
  const { body } = await ask<{ jobId: string }>('privacy', 'POST', `/requests/${requestId}/run`);
  await app.jobs.wait(body.jobId);
  return read(requestId);
}

it('has a deadline a month on, on the last day of a shorter month, and two months more once, for a reason', async () => {
  const customerId = await idOf('paul3@autre.example');
  const { requestId, ...opened } = await open({ kind: 'access', customerId });
  expect(opened).toMatchObject({
    receivedOn: '2026-01-31',
    dueOn: '2026-02-28',
    daysLeft: 28,
    state: 'open',
  });
  const change = (body: object) => ask<RequestReply>('privacy', 'PATCH', `/requests/${requestId}`, body);
  expect((await change({ owner: 'Léa', note: 'Appelée' })).body).toMatchObject({ owner: 'Léa' });
  expect((await change({ extendBecause: 'Beaucoup de fichiers' })).body).toMatchObject({
    dueOn: '2026-04-30',
    extendedBecause: 'Beaucoup de fichiers',
  });
  expect(await change({ extendBecause: 'Encore' })).toMatchObject({ status: 409, code: 'extended-already' });
  clock.set('2026-05-02T10:00:00Z');
  expect(await read(requestId)).toMatchObject({ daysLeft: -2 });
  const { body: list } = await ask<z.infer<typeof RequestsReply>>('privacy', 'GET', '/requests?state=live');
  expect(list.items.map((one) => one.requestId)).toEqual([requestId]);
  const refused = await ask<RequestReply>('privacy', 'POST', `/requests/${requestId}/refusal`, {
    because: 'Identité non prouvée',
  });
  expect(refused.body).toMatchObject({ state: 'refused', daysLeft: null });
  expect(refused.body.steps.map(({ act }) => act)).toEqual([
    ...['received', 'given-to', 'note', 'extended', 'refused'],
  ]);
  expect(await change({ note: 'Trop tard' })).toMatchObject({ status: 409, code: 'request-ended' });
  expect(await ask('privacy', 'POST', `/requests/${requestId}/run`)).toMatchObject({ code: 'request-ended' });
});

it('refuses what cannot be noted, and whoever has no business with it', async () => {
  const customerId = await idOf('paul3@autre.example');
  const note = (request: object) => ask('privacy', 'POST', '/requests', request);
  expect(await note({ kind: 'access', customerId: 99_999 })).toMatchObject({ status: 404 });
  expect(await note({ kind: 'access', customerId, receivedOn: '2030-01-01' })).toMatchObject({
    status: 400,
    code: 'received-in-the-future',
  });
  expect(await note({ kind: 'rectification', customerId })).toMatchObject({ code: 'nothing-to-correct' });
  expect(await ask('privacy', 'GET', '/requests/99999')).toMatchObject({ code: 'no-such-request' });
  for (const role of ['marketer', 'agent'])
    for (const [method, path, body] of [
      ['GET', '/requests', undefined],
      ['POST', '/requests', { kind: 'access', customerId }],
      ['GET', '/retention', undefined],
      ['POST', '/retention/purge', { people: 1 }],
      ['POST', '/erasures/let-back', { email: 'a@b.example' }],
    ] as const)
      expect(await ask(role, method, path, body), `${role} ${path}`).toMatchObject({ status: 403 });
});

it('corrects what is known, whatever files say later', async () => {
  const customerId = await idOf('paul4@autre.example');
  const { requestId } = await open({
    kind: 'rectification',
    customerId,
    fields: { familyName: 'Dupont', city: 'Villeurbanne' },
  });
  expect(await carryOut(requestId)).toMatchObject({
    state: 'done',
    details: { fields: ['familyName', 'city'] },
  });
  await importLifeFile(app, join(folder, 'files'), 'people', [
    'id;civ;prenom;nom;mail;tel;rue;cp;ville;carte',
    'C4;M.;Paul;Durand4;paul4@autre.example;;40 rue Haute;69001;Lyon;CARTE-4',
  ]);
  const { body: page } = await ask<CustomerPage>('privacy', 'GET', `/customers/${customerId}`);
  const value = (name: string) => page.fields.find(({ field }) => field === name)?.value;
  expect([value('familyName'), value('city'), value('givenName')]).toEqual([
    'Dupont',
    'Villeurbanne',
    'Paul',
  ]);
});

it('withdraws everything she objects to, with the request as evidence', async () => {
  const customerId = await idOf('paul5@autre.example');
  const allowed = async () => {
    const path = `/customers/${customerId}/permissions`;
    const { body } = await ask<z.infer<typeof PermissionsReply>>('privacy', 'GET', path);
    return body.items.filter((item) => item.allowed).map(({ channel }) => channel);
  };
  expect(await allowed()).toContain('email');
  const { requestId } = await open({ kind: 'objection', customerId });
  const done = await carryOut(requestId);
  expect(done.steps.at(-1)).toMatchObject({ act: 'withdrawn', details: { entries: 8 } });
  expect(await allowed()).toEqual([]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from identify.consent
    where source = 'objection' and evidence ->> 'requestId' = ${String(requestId)}`.execute(
    app.engines.database.db,
  );
  expect(rows).toEqual([{ n: 8 }]);
});

it('gives what she gave, for as long as archives are kept, and no more', async () => {
  const customerId = await idOf('vandermeersche');
  const { requestId } = await open({ kind: 'portability', customerId });
  const done = await carryOut(requestId);
  expect(done.archive).toMatchObject({ kept: true });
  expect(done.steps.at(-1)?.details).toMatchObject({ tables: 3 });
  expect((await ask('privacy', 'GET', `/requests/${requestId}/archive`)).status).toBe(200);
  expect((await ask('marketer', 'GET', `/requests/${requestId}/archive`)).status).toBe(403);
  clock.set('2026-06-15T10:00:00Z');
  await app.jobs.wait(await app.jobs.enqueue('privacy.tidy', {}));
  expect(await ask('privacy', 'GET', `/requests/${requestId}/archive`)).toMatchObject({ code: 'no-archive' });
});

it('erases once, whoever asks again; says why it cannot do more for her; and lets her back when she comes', async () => {
  const customerId = await idOf('vandermeersche');
  const first = await open({ kind: 'erasure', customerId });
  const again = await open({ kind: 'erasure', customerId });
  const access = await open({ kind: 'access', customerId });
  expect(await carryOut(first.requestId)).toMatchObject({ state: 'done' });
  const answered = await carryOut(again.requestId);
  expect(answered).toMatchObject({ state: 'done' });
  expect(answered.steps.at(-1)?.details).toEqual((await read(first.requestId)).steps.at(-1)?.details);
  const left = await carryOut(access.requestId);
  expect(left).toMatchObject({ state: 'open', customerName: null });
  expect(left.steps.at(-1)).toMatchObject({ act: 'not-done', details: { code: 'customer-not-found' } });

  const comes = () =>
    importLifeFile(app, join(folder, 'files'), 'newsletter', [
      'mail;nom',
      `w.vandermeersche@courriel.example;Wilhelmine ${clock.now().getTime()}`,
    ]);
  expect(await comes()).toMatchObject({ accepted: 1, erased: 1 });
  const letBack = (by: object) => ask<{ removed: number }>('privacy', 'POST', '/erasures/let-back', by);
  expect((await letBack({ email: 'somebody@else.example' })).body).toEqual({ removed: 0 });
  expect(await letBack({})).toMatchObject({ status: 400 });
  expect((await letBack({ email: 'W.Vandermeersche@courriel.example' })).body.removed).toBeGreaterThan(2);
  clock.set('2026-06-16T10:00:00Z');
  expect(await comes()).not.toHaveProperty('erased');
  expect(await idOf('w.vandermeersche@courriel.example')).toBeGreaterThan(customerId);
});

it('purges whom the report told, for that number only, and nobody who was heard of since', async () => {
  clock.set('2032-01-10T10:00:00Z');
  const limits = { prospectMonths: 36, customerMonths: 60, archiveDays: 30 };
  expect((await ask('privacy', 'PUT', '/retention', limits)).body).toEqual(limits);
  const report = async () => (await ask<RetentionReport>('privacy', 'GET', '/retention/report')).body;
  const told = await report();
  const customers = told.rules.find(({ rule }) => rule === 'customers');
  // Thirty people bought, the last of each between January and September 2026; sixty months go back to January 2027.
  expect(customers?.people).toBe(30);
  const people = { people: told.people + 1 };
  expect(await ask('privacy', 'POST', '/retention/purge', people)).toMatchObject({
    status: 409,
    code: 'report-out-of-date',
  });
  const spared = await idOf('paul7@autre.example');
  await ask('privacy', 'POST', `/customers/${spared}/consents`, {
    ...{ channel: 'post', purpose: 'marketing', status: 'granted', evidence: { how: 'Lettre' } },
  });
  const now = await report();
  expect(now.people).toBe(told.people - 1);
  const { body } = await ask<{ jobId: string }>('privacy', 'POST', '/retention/purge', {
    people: now.people,
  });
  expect(await app.jobs.wait(body.jobId)).toMatchObject({ state: 'done', result: { erased: now.people } });
  await app.relay.flush();
  expect(await report()).toMatchObject({ people: 0 });
  const { rows } = await sql<{ email: string }>`select email from identify.customer`.execute(
    app.engines.database.db,
  );
  expect(rows.map(({ email }) => email)).toEqual(['paul7@autre.example']);
});
