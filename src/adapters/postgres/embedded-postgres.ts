import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve as absolute } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../platform/logging/index.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { endOrphan, endServer } from './orphan-server.ts';
import { findBinaries } from './postgres-binaries.ts';
import { findFreePort, readServerLog, runServer, type Started } from './run-server.ts';
import { unprivileged } from './unprivileged.ts';

/** A PostgreSQL server of our own in a folder, as long as this process lives. */
export type EmbeddedPostgres = { readonly url: string; stop(): Promise<void> };

const startsMax = 5;

/**
 * Starts the PostgreSQL server of a folder, made if need be. One left behind by a killed process is ended first: never
 * two on one folder. If it ends by itself later it is started again on the same port, so connections find it again.
 * Throws when it cannot start, with what it said.
 */
export async function startEmbeddedPostgres(
  folder: string,
  log?: Pick<Log, 'warn' | 'error'>,
): Promise<EmbeddedPostgres> {
  const place = absolute(folder);
  const [binaries, as] = [await findBinaries(), unprivileged()];
  const data = await initialiseCluster(binaries, place, as);
  const password = readFileSync(join(place, 'password'), 'utf8');
  const urlAt = (port: number) => `postgres://chacun:${password}@127.0.0.1:${port}/postgres`;
  const startAt = async (port: number): Promise<Started> => {
    await endOrphan(data);
    const options = { postgres: binaries.postgres, folder: place, data, port, as };
    return runServer({ ...options, url: urlAt(port) });
  };

  const { port, child: first } = await startSomewhere(startAt, place);
  let child = first;
  const stopping = new AbortController();
  const endWithUs = () => void child.kill('SIGINT');
  process.once('exit', endWithUs);

  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await ended(child);
      for (let waitMs = 200; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
        log?.error({ said: readServerLog(place) }, 'PostgreSQL ended by itself; starting it again');
        const started = await startAt(port).catch((error: unknown) => ({ refusal: String(error) }));
        if ('child' in started) {
          child = started.child;
          if (stopping.signal.aborted && child.pid !== undefined) await endServer(child.pid);
          break;
        }
        await pause(waitMs);
      }
    }
  };
  const kept = keep();
  return {
    url: urlAt(port),
    stop: async () => {
      stopping.abort();
      process.removeListener('exit', endWithUs);
      if (child.pid !== undefined) await endServer(child.pid);
      await kept;
    },
  };
}

/** Somebody may take a free port before us, and the memory of a killed server may need a moment to go: tries a few times. */
async function startSomewhere(
  startAt: (port: number) => Promise<Started>,
  folder: string,
): Promise<{ port: number; child: ChildProcess }> {
  let refusal = '';
  for (let start = 0; start < startsMax; start++) {
    const port = await findFreePort();
    const started = await startAt(port);
    if ('child' in started) return { port, child: started.child };
    refusal = started.refusal;
    if (!/could not bind|Address already in use|shared memory|lock file/.test(refusal)) break;
    await pause(500);
  }
  throw new Error(`PostgreSQL did not start in ${folder}:\n${refusal.trim()}`);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
