import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { copyEngine } from '#test/installation';
import { sql } from '../../platform/database/index.ts';
import { connectDatabase } from './connect-database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { findBinaries } from './postgres-binaries.ts';
import { findFreePort, runServer } from './run-server.ts';
import { asUnprivileged, unprivileged } from './unprivileged.ts';

let folder: string;
const open: { stop(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-postgres-'));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(folder);
  open.push(postgres);
  return postgres;
}

/** A cluster that is already made, for what does not begin there. */
const made = () => copyEngine('postgres', inject('installation'), folder);

function connect(url: string) {
  const database = connectDatabase({ url });
  open.push({ stop: () => database.close() });
  return database;
}

const postmasterPid = () =>
  Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

it('keeps what was written over a stop and a start', async () => {
  const first = await start();
  const before = connect(first.url);
  await sql`create table kept (n int)`.execute(before.db);
  await sql`insert into kept values (7)`.execute(before.db);
  await before.close();
  open.length = 0;
  await first.stop();
  const { rows } = await sql`select n from kept`.execute(connect((await start()).url).db);
  expect(rows).toEqual([{ n: 7 }]);
});

it('throws away data that were cut short while being made', async () => {
  mkdirSync(join(folder, 'data.new', 'base'), { recursive: true });
  writeFileSync(join(folder, 'password'), 'half');
  const { rows } = await sql`select 1 as one`.execute(connect((await start()).url).db);
  expect(rows).toEqual([{ one: 1 }]);
});

it('says why it cannot start', async () => {
  made();
  const first = await start();
  open.length = 0;
  await first.stop();
  appendFileSync(join(folder, 'data', 'postgresql.conf'), '\nno_such_setting = 1\n');
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/no_such_setting/);
});

it('is not fooled by a process number that has passed to another program', async () => {
  made();
  const first = await start();
  open.length = 0;
  const stale = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(folder, 'data', 'postmaster.pid'), stale.replace(/^\d+/, String(process.pid)));
  await start();
  expect(postmasterPid()).not.toBe(process.pid);
});

it('ends a server left behind before starting its own', async () => {
  made();
  const first = await start();
  open.length = 0;
  await first.stop();
  const as = unprivileged();
  const { postgres } = await findBinaries();
  const port = String(await findFreePort());
  const program = [postgres, '-D', join(folder, 'data'), '-p', port, '-c', 'listen_addresses=127.0.0.1'];
  const { command, words, user } = asUnprivileged(as, [...program, '-c', 'unix_socket_directories='], false);
  const orphan = spawn(command, words, { ...user, cwd: '/', detached: true, stdio: 'ignore' });
  await expect
    .poll(() => orphan.pid === undefined || existsSync(join(folder, 'data', 'postmaster.pid')))
    .toBe(true);
  const ended = once(orphan, 'exit');
  await start();
  await ended;
  expect(postmasterPid()).not.toBe(orphan.pid);
});

it('comes back on the same address when it ends by itself, and connections find it again', async () => {
  made();
  const database = connect((await start()).url);
  await sql`create table kept (n int)`.execute(database.db);
  const held = database.withLock('held', (lost) => {
    process.kill(postmasterPid(), 'SIGKILL');
    return new Promise((resolve) => lost.addEventListener('abort', () => resolve('lost')));
  });
  expect(await held).toBe('lost');
  const count = () => sql<{ n: number }>`select count(*) as n from kept`.execute(database.db);
  await expect
    .poll(
      () =>
        count().then(
          ({ rows }) => rows[0]?.n,
          () => undefined,
        ),
      { timeout: 30_000 },
    )
    .toBe(0);
});

it('hears notices again after the server came back, told by an empty one', async () => {
  made();
  const database = connect((await start()).url);
  const heard: string[] = [];
  const stop = await database.listen('news', (notice) => heard.push(notice));
  await sql`select pg_notify('news', 'one')`.execute(database.db);
  await expect.poll(() => heard).toEqual(['one']);
  process.kill(postmasterPid(), 'SIGKILL');
  await expect.poll(() => heard).toEqual(['one', '']);
  await expect
    .poll(
      () =>
        sql`select pg_notify('news', 'two')`.execute(database.db).then(
          () => heard,
          () => [],
        ),
      {
        timeout: 10_000,
      },
    )
    .toContain('two');
  await stop();
});

it('tells a taken port apart, so that another is tried', async () => {
  made();
  const first = await start();
  open.length = 0;
  await first.stop();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const started = await runServer({
    ...{ postgres: (await findBinaries()).postgres, folder, data: join(folder, 'data'), port },
    ...{ url: `postgres://chacun:x@127.0.0.1:${port}/postgres`, as: unprivileged() },
  });
  taken.close();
  expect(started).toMatchObject({ refusal: expect.stringMatching(/could not bind|Address already in use/) });
});

const isRoot = process.getuid?.() === 0;
it.runIf(isRoot && process.platform === 'linux')('runs as an ordinary user too', () => {
  const module = join(import.meta.dirname, 'embedded-postgres.ts');
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    const postgres = await startEmbeddedPostgres(process.argv[1]);
    await postgres.stop(); console.log('as', process.getuid());`;
  execFileSync('chmod', ['777', folder]);
  const said = execFileSync(
    'setpriv',
    ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '--import', 'tsx'].concat(
      '--input-type=module',
      '-e',
      script,
      join(folder, 'own'),
    ),
    { encoding: 'utf8', env: { ...process.env, HOME: folder, TMPDIR: folder } },
  );
  expect(said.trim()).toBe('as 65534');
});
