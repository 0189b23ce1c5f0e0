import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync, truncateSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { serverEnvironment } from './initialise-cluster.ts';
import { asUnprivileged, type Unprivileged } from './unprivileged.ts';

const logBytesMax = 10 * 1024 * 1024;
const startWithinMs = 60_000;

/** A port nobody listens on now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function launch(postgres: string, data: string, port: number, as: Unprivileged): ChildProcess {
  const program = [
    ...[postgres, '-D', data, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'timezone=UTC'],
    ...['-c', 'max_connections=80', '-c', 'shared_buffers=128MB'],
  ];
  const { command, words, user } = asUnprivileged(as, program, true);
  // A group of its own: Ctrl-C in a terminal is for us, who end it last.
  return spawn(command, words, {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment(),
  });
}

/** A started server, or why it did not start: the end of what it said. */
export type Started = { readonly child: ChildProcess } | { readonly refusal: string };

/** Starts the server of a cluster and waits until it answers; what it says goes to `server.log` beside the data. */
export async function runServer(options: {
  postgres: string;
  folder: string;
  data: string;
  port: number;
  url: string;
  as: Unprivileged;
}): Promise<Started> {
  const log = join(options.folder, 'server.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) truncateSync(log);
  const child = launch(options.postgres, options.data, options.port, options.as);
  let said = '';
  let ended = false;
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-4_000);
    appendFile(log, text, { mode: 0o600 }).catch(() => undefined);
  });
  child.once('error', (error) => {
    said += String(error);
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  for (const startedAt = performance.now(); performance.now() - startedAt < startWithinMs; ) {
    if (ended) return { refusal: said };
    if (await answers(options.url)) return { child };
    await pause(30);
  }
  child.kill('SIGKILL');
  return { refusal: `${said}\nIt did not answer within ${startWithinMs / 1000} s.` };
}

/** The last lines a server wrote, for an error. */
export function readServerLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'server.log'), 'utf8').slice(-2_000);
  } catch {
    return '';
  }
}
