import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { findActor, isPermission, roleMay, writeAudit } from '#access';
import { createServer, problem } from '../platform/http/index.ts';
import type { App } from './open-app.ts';
import { projectRoot } from './project-root.ts';
import { version } from './version.ts';

/** A server that listens: the interface, the API and the tracking links on one port. */
export type Served = { readonly address: string; close(): Promise<void> };

/** The HTTP server of the program's modules, not listening yet. */
export function buildServer(app: App): Promise<FastifyInstance> {
  const { db } = app.engines.database;
  const needs = { db, clock: app.clock };
  return createServer({
    routes: app.modules.flatMap((module) => module.routes ?? []),
    log: app.log,
    version,
    trustProxy: app.config.trustProxy,
    guard: {
      findActor: (request) => findActor(request, needs),
      may: (actor, permission) => roleMay(actor.role, permission),
      isPermission,
      audit: ({ actor, ...entry }) =>
        writeAudit(db, {
          ...entry,
          at: app.clock.now(),
          actor: actor === undefined ? 'nobody' : `${actor.kind}:${actor.id}`,
        }),
    },
    extend: addPages,
  });
}

/** Pages of the interface: files under /assets, and the one page for every other address that is not the API's. */
async function addPages(server: FastifyInstance): Promise<void> {
  const folder = join(projectRoot(), 'dist', 'web');
  if (!existsSync(folder)) return;
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    maxAge: 0,
    immutable: false,
    setHeaders: cacheAssets,
  });
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !/^\/(api|t|assets)\//.test(request.url);
    if (wantsPage) return reply.sendFile('index.html');
    const told = problem(404, 'no-such-page', 'There is nothing at this address.');
    return reply.status(404).type('application/problem+json').serializer(JSON.stringify).send(told);
  });
}

function cacheAssets(reply: { header(name: string, value: string): unknown }, path: string): void {
  const lasting = path.includes('/assets/');
  reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** Starts listening and working. The address says the port really taken (`port: 0` takes any). */
export async function serve(app: App): Promise<Served> {
  const server = await buildServer(app);
  await app.start();
  const address = await server.listen({ port: app.config.port, host: app.config.host });
  return { address, close: () => server.close() };
}
