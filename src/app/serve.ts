import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { findActor, isPermission, roleMay, writeAudit } from '#access';
import { createServer } from '../platform/http/index.ts';
import { createLocalDoor, type LocalDoor } from './local-access.ts';
import type { App } from './open-app.ts';
import { projectRoot } from './project-root.ts';
import { version } from './version.ts';

/** A server that listens: the interface, the API and the tracking links on one port. */
export type Served = { readonly address: string; close(): Promise<void> };

/** The HTTP server of the program's modules, not listening yet; with a door, this machine's commands may ask it. */
export function buildServer(app: App, door?: LocalDoor): Promise<FastifyInstance> {
  const { db } = app.engines.database;
  const needs = { db, clock: app.clock };
  return createServer({
    routes: app.modules.flatMap((module) => module.routes ?? []),
    log: app.log,
    version,
    trustProxy: app.config.trustProxy,
    guard: {
      findActor: async (request) => door?.admit(request.authorization) ?? findActor(request, needs),
      may: (actor, permission) => roleMay(actor.role, permission),
      isPermission,
      audit: ({ actor, ...entry }) =>
        writeAudit(db, {
          ...entry,
          at: app.clock.now(),
          actor: actor === undefined ? 'nobody' : `${actor.kind}:${actor.id}`,
        }),
    },
    keptReplies: needs,
    onReply: app.metrics.hear,
    pagesFolder: builtPages(),
  });
}

/** The built interface, unless only the API was built. */
function builtPages(): string | undefined {
  const folder = join(projectRoot(), 'dist', 'web');
  return existsSync(folder) ? folder : undefined;
}

/** Starts listening and working. The address says the port really taken (`port: 0` takes any). */
export async function serve(app: App): Promise<Served> {
  const door = createLocalDoor();
  const server = await buildServer(app, door);
  await app.start();
  const address = await server.listen({ port: app.config.port, host: app.config.host });
  const { folder } = app.engines;
  await door.open(folder, address);
  return {
    address,
    close: async () => {
      await door.close(folder);
      await server.close();
    },
  };
}
