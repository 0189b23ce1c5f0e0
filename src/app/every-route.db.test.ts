import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addApiKey, roleMay, roles } from '#access';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import type { AnyRoute } from '#platform/http';
import { silentLog } from '#platform/logging';
import { copyInstallation } from '#test/installation';
import { type App, openApp } from './open-app.ts';
import { buildServer } from './serve.ts';

let folder: string;
let app: App;
let server: FastifyInstance;
const keys: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-app-'));
  copyInstallation(inject('installation'), folder);
  const config = orThrow(readConfig({}, { data: folder }));
  app = orThrow(await openApp({ config, clock: systemClock, log: silentLog }));
  server = await buildServer(app);
  for (const role of roles) {
    keys[role] = (
      await addApiKey(
        { name: role, role, createdBy: null },
        { db: app.engines.database.db, clock: systemClock },
      )
    ).key;
  }
});
afterAll(async () => {
  await server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = new Set(['public', 'actor']);
const guarded = () =>
  app.modules.flatMap((module) => module.routes ?? []).filter((route) => !open.has(route.permission));
/** Somewhere else: this machine itself may ask for more. */
const remoteAddress = '203.0.113.7';
/** Numbers nobody has, so that an allowed write finds nothing to change. */
const addressOf = (route: AnyRoute) => route.path.replace(/:\w+|\{\w+\}/g, '999999');

/** A path whatever its parameters are called and however they are written. */
const unnamed = (path: string) => path.replace(/:\w+|\{\w+\}/g, '{}');

it('has routes of every module to walk', () => {
  expect(guarded().length).toBeGreaterThan(40);
});

it('has every route that a command asks for', () => {
  const folderOfCommands = join(import.meta.dirname, '../cli');
  const declared = new Set(app.modules.flatMap(({ routes = [] }) => routes.map(({ path }) => unnamed(path))));
  const asked = readdirSync(folderOfCommands, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!test)\.ts$/.test(name))
    .flatMap(
      (name) => readFileSync(join(folderOfCommands, name), 'utf8').match(/(?<=')\/api\/v1\/[^']+/g) ?? [],
    );
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter((path) => path.includes(':') || !declared.has(unnamed(path)))).toEqual([]);
});

it('lets nobody in without a key, and with one only those whose role has the permission', async () => {
  for (const route of guarded()) {
    const request = { method: route.method, url: addressOf(route), remoteAddress };
    expect((await server.inject(request)).statusCode, `nobody: ${route.method} ${route.path}`).toBe(401);
    for (const role of roles) {
      const { statusCode } = await server.inject({
        ...request,
        headers: { authorization: `Bearer ${keys[role]}` },
      });
      const told = `${role}: ${route.method} ${route.path} → ${statusCode}`;
      expect(statusCode === 403, told).toBe(!roleMay(role, route.permission));
      expect(statusCode, told).not.toBe(401);
      expect(statusCode, told).toBeLessThan(500);
    }
  }
});

it('opens without a sign-in only the session, health and the links in messages, and these change nothing unsigned', async () => {
  const unguarded = app.modules
    .flatMap((module) => module.routes ?? [])
    .filter((route) => route.permission === 'public');
  const tracking = unguarded.filter((route) => route.path.startsWith('/t/'));
  expect(
    unguarded.filter((route) => !tracking.includes(route)).map((route) => `${route.method} ${route.path}`),
  ).toEqual(['POST /api/v1/session', 'GET /healthz', 'GET /readyz']);
  for (const route of tracking) {
    for (const token of ['x', 'AAAA.BBBB', '..%2f..%2fetc', 'a'.repeat(199)]) {
      const reply = await server.inject({
        method: route.method,
        url: route.path.replace(/\{token\}|:token/, token),
      });
      expect(reply.statusCode, `${route.method} ${route.path} ${token}`).toBe(404);
    }
  }
});

it('says that it lives, whether it can work, and how it fares: that only to an administrator or this machine itself', async () => {
  const ask = async (
    url: string,
    more: { remoteAddress?: string; headers?: Record<string, string> } = {},
  ) => {
    const { statusCode, body } = await server.inject({ url, ...more });
    return { statusCode, body };
  };
  expect(await ask('/healthz', { remoteAddress })).toEqual({ statusCode: 200, body: '{"status":"alive"}' });
  expect(JSON.parse((await ask('/readyz', { remoteAddress })).body)).toMatchObject({
    status: 503,
    code: 'not-ready',
    details: { reasons: ['jobs are not being worked through'] },
  });

  await ask('/api/v1/customers?search=Zo%C3%A9+Martin');
  await ask('/api/v1/customers/4711');
  await ask('/nobody@example.org');
  const here = await ask('/metrics');
  expect(here.statusCode).toBe(200);
  const lines = here.body.split('\n');
  expect(lines).toContain('chacun_messages{state="delivered"} 0');
  expect(lines).toContain('chacun_jobs{state="failed"} 0');
  expect(lines).toContain('chacun_outbox_rows 0');
  expect(lines).toContain('chacun_measures_unread 0');
  expect(here.body).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(here.body).toContain('chacun_http_reply_seconds_count{method="GET",route="/api/v1/customers",');
  expect(here.body).toContain('chacun_http_reply_seconds_count{method="GET",route="other",');
  expect(here.body).not.toMatch(/Zo|Martin|customers\/4711|nobody@/);

  expect(await ask('/metrics', { remoteAddress })).toMatchObject({ statusCode: 401 });
  const passedOn = { 'x-forwarded-for': '127.0.0.1' };
  expect(await ask('/metrics', { headers: passedOn })).toMatchObject({ statusCode: 401 });
  const authorization = `Bearer ${keys['admin']}`;
  expect(await ask('/metrics', { remoteAddress, headers: { authorization } })).toMatchObject({
    statusCode: 200,
  });
});

it('describes every route that is not hidden, with its shapes', async () => {
  const document = (await server.inject({ url: '/openapi.json' })).json();
  const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const declared = app.modules
    .flatMap((module) => module.routes ?? [])
    .filter((route) => route.hidden !== true)
    .map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
  expect(described.toSorted()).toEqual(declared.toSorted());
});
