import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestEngines, type TestEngines } from '#test/engines';
import { standingClock } from '../clock/index.ts';
import { sql } from '../database/index.ts';
import { refuse } from '../errors/index.ts';
import { silentLog } from '../logging/index.ts';
import { forgetOldReplies } from './kept-replies.store.ts';
import { type AnyRoute, route } from './route.ts';
import { createServer } from './server.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let server: FastifyInstance;
let audited = 0;
/** What the route under test has done, and what it waits for. */
let done: string[] = [];
let gate: Promise<unknown> = Promise.resolve();

const create = (path: string, more: { secretReply?: boolean; audit?: string } = { audit: 'thing.add' }) =>
  route({
    method: 'POST',
    path,
    permission: 'things:write',
    summary: 'Make a thing',
    body: z.object({ name: z.string() }),
    reply: z.object({ number: z.number(), name: z.string() }),
    status: 201,
    ...more,
    handle: async ({ body }) => {
      await gate;
      if (body.name === 'refused') return refuse('conflict', 'no-room', 'There is no room.');
      if (body.name === 'broken') throw new Error('The engine is away.');
      done.push(body.name);
      return { number: done.length, name: body.name };
    },
  });

beforeAll(async () => {
  engines = await openTestEngines();
  const routes: AnyRoute[] = [
    create('/api/v1/things'),
    create('/api/v1/secrets', { secretReply: true, audit: 'secret.add' }),
    create('/api/v1/looks', {}),
  ];
  server = await createServer({
    ...{ routes, log: silentLog, version: '0', trustProxy: false },
    keptReplies: { db: engines.db, clock },
    guard: {
      findActor: async ({ authorization }) => ({
        kind: 'api-key',
        id: Number(authorization ?? 1),
        name: '',
        role: 'any',
      }),
      may: () => true,
      isPermission: () => true,
      audit: async () => void (audited += 1),
    },
  });
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

async function post(name: string, key?: string, more: { actor?: number; url?: string } = {}) {
  const reply = await server.inject({
    method: 'POST',
    url: more.url ?? '/api/v1/things',
    headers: {
      authorization: String(more.actor ?? 1),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    payload: { name },
  });
  const { statusCode: status, headers } = reply;
  return { status, body: reply.json(), again: headers['idempotency-replayed'], wait: headers['retry-after'] };
}

it('does a request with a key once, and answers the same again', async () => {
  [done, audited] = [[], 0];
  const first = await post('one', 'k1');
  expect(first).toMatchObject({ status: 201, body: { number: 1, name: 'one' }, again: undefined });
  expect(await post('one', 'k1')).toEqual({ ...first, again: 'true' });
  expect(await post('one', '"k1"')).toEqual({ ...first, again: 'true' });
  expect(done).toEqual(['one']);
  expect(audited).toBe(1);
  await post('one');
  await post('one', 'k1', { actor: 2 });
  expect(done).toEqual(['one', 'one', 'one']);
});

it('refuses a key that named another request, and one that is none', async () => {
  await post('this', 'k2');
  expect(await post('that', 'k2')).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  expect(await post('this', 'k2', { url: '/api/v1/secrets' })).toMatchObject({ status: 422 });
  for (const key of ['', 'clé', 'x'.repeat(256), 'a b'])
    expect(await post('this', key)).toMatchObject({ status: 400, body: { code: 'bad-idempotency-key' } });
});

it('does one of two sent at once and tells the other to come back', async () => {
  done = [];
  let open: (value: unknown) => void = () => undefined;
  gate = new Promise((resolve) => (open = resolve));
  const both = [post('both', 'k3'), post('both', 'k3')];
  const early = await Promise.race(both);
  expect(early).toMatchObject({ status: 409, body: { code: 'request-under-way' }, wait: '1' });
  open(undefined);
  expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(await post('both', 'k3')).toMatchObject({ status: 201, again: 'true' });
  expect(done).toEqual(['both']);
});

it('lets what was refused or broke be tried again under its key', async () => {
  for (const [name, status] of [
    ['refused', 409],
    ['broken', 500],
  ] as const) {
    for (const again of [undefined, undefined])
      expect(await post(name, `k-${name}`)).toMatchObject({ status, again });
    expect(await post('then', `k-${name}`)).toMatchObject({ status: 201 });
  }
});

it('never keeps a secret, and says that it was done', async () => {
  done = [];
  await post('hush', 'k4', { url: '/api/v1/secrets' });
  expect(await post('hush', 'k4', { url: '/api/v1/secrets' })).toMatchObject({
    status: 409,
    body: { code: 'reply-not-kept' },
  });
  expect(done).toEqual(['hush']);
  const { rows } = await sql`select reply from platform.kept_reply where key = 'k4'`.execute(engines.db);
  expect(rows).toEqual([{ reply: null }]);
});

it('heeds no key where nothing changes', async () => {
  done = [];
  await post('look', 'k5', { url: '/api/v1/looks' });
  await post('look', 'k5', { url: '/api/v1/looks' });
  expect(done).toEqual(['look', 'look']);
});

it('does not do again what a killed process may have done, until the key is forgotten after a day', async () => {
  done = [];
  await post('killed', 'k6');
  await sql`update platform.kept_reply set status = null, reply = null where key = 'k6'`.execute(engines.db);
  expect(await post('killed', 'k6')).toMatchObject({ body: { code: 'request-under-way' } });
  clock.pass(300_000);
  expect(await post('killed', 'k6')).toMatchObject({ status: 409, body: { code: 'request-cut-short' } });
  clock.pass(86_400_000 - 300_000);
  expect(await forgetOldReplies(engines.db, clock.now())).toBe(0);
  clock.pass(1);
  expect(await forgetOldReplies(engines.db, clock.now())).toBeGreaterThan(5);
  expect(await post('killed', 'k6')).toMatchObject({ status: 201, again: undefined });
  expect(done).toEqual(['killed', 'killed']);
});
