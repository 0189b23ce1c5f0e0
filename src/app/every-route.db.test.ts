import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addApiKey, roleMay, roles } from '#access';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import type { AnyRoute } from '#platform/http';
import { silentLog } from '#platform/logging';
import { type App, openApp } from './open-app.ts';
import { buildServer } from './serve.ts';

let folder: string;
let app: App;
let server: FastifyInstance;
const keys: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-app-'));
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
/** Numbers nobody has, so that an allowed write finds nothing to change. */
const addressOf = (route: AnyRoute) => route.path.replace(/:\w+|\{\w+\}/g, '999999');

it('has routes of every module to walk', () => {
  expect(guarded().length).toBeGreaterThan(40);
});

it('lets nobody in without a key, and with one only those whose role has the permission', async () => {
  for (const route of guarded()) {
    const request = { method: route.method, url: addressOf(route) };
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

it('opens without a sign-in only the session and the links in messages, and these change nothing unsigned', async () => {
  const unguarded = app.modules
    .flatMap((module) => module.routes ?? [])
    .filter((route) => route.permission === 'public');
  const tracking = unguarded.filter((route) => route.path.startsWith('/t/'));
  expect(
    unguarded.filter((route) => !tracking.includes(route)).map((route) => `${route.method} ${route.path}`),
  ).toEqual(['POST /api/v1/session']);
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
