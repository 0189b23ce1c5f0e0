import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { type AnyRoute, createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from '#test/engines';
import { accessModule } from './access.module.ts';
import { addAccount } from './add-account.ts';
import { addApiKey } from './api-key.ts';
import { writeAudit } from './audit.store.ts';
import { findActor } from './find-actor.ts';
import { isPermission, permissionsOf, type Role, roleMay, roles } from './role.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let server: FastifyInstance;
let routes: readonly AnyRoute[];
const keys: Record<string, string> = {};
let admin: { email: string; password: string; accountId: number };

beforeAll(async () => {
  engines = await openTestEngines();
  const needs = { db: engines.db, clock };
  routes = accessModule({ ...needs, secureCookies: false, currency: 'CHF' }).routes ?? [];
  server = await createServer({
    routes,
    log: silentLog,
    version: '0',
    trustProxy: false,
    guard: {
      findActor: (request) => findActor(request, needs),
      may: (actor, permission) => roleMay(actor.role, permission),
      isPermission,
      audit: ({ actor, ...entry }) =>
        writeAudit(engines.db, {
          ...entry,
          at: clock.now(),
          actor: actor ? `${actor.kind}:${actor.id}` : 'nobody',
        }),
    },
  });
  admin = orThrow(await addAccount({ email: 'admin@example.org', role: 'admin' }, needs));
  for (const role of roles) keys[role] = (await addApiKey({ name: role, role, createdBy: null }, needs)).key;
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

const as = (key: string | undefined) => ({ authorization: `Bearer ${key}` });
async function signIn(password: string, email = admin.email) {
  const reply = await server.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
  return { reply, cookie: String(reply.headers['set-cookie'] ?? '').split(';')[0] ?? '' };
}

it('lets each role reach what its table says and refuses the rest, on every route', async () => {
  const concrete = (path: string) => path.replace(/:\w+/g, '999999');
  for (const declared of routes.filter((each) => !['public', 'actor'].includes(each.permission))) {
    const request = { method: declared.method, url: concrete(declared.path) };
    expect((await server.inject(request)).statusCode, `nobody ${declared.path}`).toBe(401);
    for (const role of roles) {
      const reply = await server.inject({ ...request, headers: as(keys[role]) });
      const allowed = (permissionsOf[role as Role] as readonly string[]).includes(declared.permission);
      expect(reply.statusCode === 403, `${role} ${declared.method} ${declared.path}`).toBe(!allowed);
    }
  }
});

it('signs in, keeps the session in an http-only cookie, and signs out', async () => {
  const { reply, cookie } = await signIn(admin.password);
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toMatchObject({ email: admin.email, role: 'admin' });
  expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
  expect((await server.inject({ url: '/api/v1/me', headers: { cookie } })).json()).toMatchObject({
    id: admin.accountId,
  });
  const bare = await server.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
  expect(bare.json()).toMatchObject({ code: 'missing-header' });
  await server.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie, 'x-chacun': '1' } });
  expect((await server.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401);
});

it('ends a session twelve hours after it began', async () => {
  const { cookie } = await signIn(admin.password);
  clock.pass(13 * 3_600_000);
  expect((await server.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401);
});

it('closes the door for fifteen minutes after five wrong passwords, even to the right one', async () => {
  const victim = orThrow(
    await addAccount({ email: 'victim@example.org', role: 'agent' }, { db: engines.db, clock }),
  );
  for (let n = 0; n < 5; n += 1) expect((await signIn('wrong', victim.email)).reply.statusCode).toBe(401);
  const { reply } = await signIn(victim.password, victim.email);
  expect(reply.statusCode).toBe(429);
  expect(reply.headers['retry-after']).toBe('900');
  clock.pass(16 * 60_000);
  expect((await signIn(victim.password, victim.email)).reply.statusCode).toBe(200);
});

it('adds users, refuses the same e-mail twice, and never shuts out the last administrator', async () => {
  const add = (email: string) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/accounts',
      headers: as(keys['admin']),
      payload: { email, role: 'marketer' },
    });
  const added = await add('Anna@Example.org');
  expect(added.statusCode).toBe(201);
  expect(added.json()).toMatchObject({ email: 'anna@example.org', role: 'marketer' });
  expect((await signIn(added.json().password, 'anna@example.org')).reply.statusCode).toBe(200);
  expect((await add('anna@example.org')).json()).toMatchObject({ status: 409, code: 'account-exists' });
  const out = await server.inject({
    method: 'PATCH',
    url: `/api/v1/accounts/${admin.accountId}`,
    headers: as(keys['admin']),
    payload: { role: 'reader' },
  });
  expect(out.json()).toMatchObject({ status: 409, code: 'last-admin' });
});

it('revokes a key at once', async () => {
  const needs = { db: engines.db, clock };
  const { key, apiKeyId } = await addApiKey({ name: 'till', role: 'reader', createdBy: null }, needs);
  expect((await server.inject({ url: '/api/v1/me', headers: as(key) })).statusCode).toBe(200);
  await server.inject({ method: 'DELETE', url: `/api/v1/api-keys/${apiKeyId}`, headers: as(keys['admin']) });
  expect((await server.inject({ url: '/api/v1/me', headers: as(key) })).statusCode).toBe(401);
});

it('keeps no password, key or session in clear, and an audit that cannot be changed', async () => {
  const { cookie } = await signIn(admin.password);
  const { rows } = await sql<{ all: string }>`
    select (select string_agg(a::text, '') from access.account a) || (select string_agg(s::text, '') from access.session s)
      || (select string_agg(k::text, '') from access.api_key k) as all`.execute(engines.db);
  for (const secret of [admin.password, keys['admin'], cookie.split('=')[1]])
    expect(rows[0]?.all).not.toContain(secret);
  const audit = await server.inject({ url: '/api/v1/audit', headers: as(keys['admin']) });
  expect(audit.json().items.map((entry: { act: string }) => entry.act)).toContain('api-key.revoke');
  await expect(sql`delete from access.audit`.execute(engines.db)).rejects.toThrow(/append-only/);
});

it('answers bad requests with a problem that says where', async () => {
  const reply = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'no', password: '' },
  });
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json().detail).toMatch(/email/);
  expect((await server.inject({ url: '/nowhere' })).json()).toMatchObject({
    status: 404,
    code: 'no-such-page',
  });
});

it('describes itself in OpenAPI 3.1', async () => {
  const document = (await server.inject({ url: '/openapi.json' })).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/v1/accounts/{accountId}');
});
