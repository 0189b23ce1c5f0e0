import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../platform/config/index.ts';
import { orThrow } from '../../platform/errors/index.ts';
import { lockFolder } from '../../platform/files/index.ts';
import { programFile } from '#test/program-file';
import { exitCodes } from '../output.ts';
import { examine } from './doctor.ts';

let folder: string;
let servers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-doctor-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `chacun doctor --json` as a person would, in a process of its own. */
async function run(environment: Record<string, string>, data = folder) {
  const program = [programFile('src/cli/main.ts'), '--data', data, 'doctor', '--json'];
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, ...environment };
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, said: JSON.parse(said) as unknown };
}

/** A port nobody answers at: whoever connects is cut off at once. */
async function mutePort(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const doctor = (environment: Record<string, string>, data = folder) =>
  examine(orThrow(readConfig({ ...environment, CHACUN_LOG_LEVEL: 'silent' }, { data })));

const engines = (pattern: RegExp) => ({
  check: 'engines',
  state: 'failure',
  message: expect.stringMatching(pattern),
  mend: 'Mend this first, then check again.',
});

it('refuses a configuration it cannot read, and says what each variable must be', async () => {
  const { code, said } = await run({ CHACUN_PORT: 'eighty', SMTP_URL: 'mail.example.org' });
  expect(code).toBe(exitCodes.refused);
  expect(said).toEqual({
    error: {
      message: expect.stringMatching(/CHACUN_PORT: must be a whole number.*SMTP_URL: must be a URL/),
      details: expect.objectContaining({ code: 'bad-configuration' }),
    },
  });
});

it('ends at once, with 2, on a folder that can be neither made nor written', async () => {
  const why = /cannot be written .* name another with --data/;
  const { code, said } = await run({}, '/proc/nope');
  expect(code).toBe(exitCodes.refused);
  expect(said).toMatchObject({ healthy: false, checks: [engines(why), { check: 'mail' }] });
  writeFileSync(join(folder, 'file'), '');
  const below = await doctor({}, join(folder, 'file', 'data'));
  expect(below.exitCode).toBe(exitCodes.refused);
  expect(below.checks[0]).toEqual(engines(why));
});

it('says which process has the folder, and still looks at the machine and the mail server', async () => {
  const release = lockFolder(folder);
  const port = await mutePort();
  const { exitCode, checks } = await doctor({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  release();
  expect(exitCode).toBe(exitCodes.unavailable);
  expect(checks).toMatchObject([
    engines(new RegExp(`open in another process \\(${process.pid}\\). Stop that one`)),
    { check: 'disk' },
    { check: 'rights', state: 'ok' },
    { check: 'mail', state: 'failure', mend: expect.stringContaining('SMTP_URL') },
  ]);
});

it('says which server does not answer and what to check', async () => {
  const at = `a:secret@127.0.0.1:${await mutePort()}/a`;
  const database = await doctor({ DATABASE_URL: `postgres://${at}` });
  expect(database.checks[0]).toEqual(engines(/^PostgreSQL does not answer at DATABASE_URL: .* Check that/));
  const warehouse = await doctor({ CLICKHOUSE_URL: `http://${at}` });
  expect(warehouse.checks[0]).toEqual(
    engines(/^ClickHouse does not answer at CLICKHOUSE_URL: .* Check that/),
  );
  expect([database.exitCode, warehouse.exitCode]).toEqual([exitCodes.unavailable, exitCodes.unavailable]);
  expect(JSON.stringify([database, warehouse])).not.toContain('secret');
});
