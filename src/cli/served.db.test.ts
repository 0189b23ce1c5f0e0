import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type App, bytesOf, findLocalAccess, openApp, type RouteCall, type Served, serve } from '#app';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { isRefusal, orThrow } from '#platform/errors';
import { dataFolderAt } from '#platform/files';
import type { RawReply } from '#platform/http';
import { type Log, silentLog } from '#platform/logging';
import { copyInstallation } from '#test/installation';
import { runCommand } from '#test/run-command';
import { exitCodeOf, exitCodes } from './output.ts';
import { ownProgram, type Program } from './program.ts';
import { servedProgram } from './served-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-served-'));
const data = join(folder, 'data');
const said: string[] = [];
const hear: Log['info'] = (fields, message) => void said.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { ...silentLog, info: hear, warn: hear, error: hear };
let app: App;
let served: Served;

async function start(): Promise<void> {
  const config = orThrow(readConfig({ CHACUN_PORT: '0' }, { data }));
  app = orThrow(await openApp({ config, clock: systemClock, log }));
  served = await serve(app);
}
async function stop(): Promise<void> {
  await served.close();
  await app.close();
}

/** Runs a command as a person would, in a process of its own; answers its code and the last line of its standard output. */
async function run(...words: string[]): Promise<{ code: unknown; json: Record<string, unknown> }> {
  const { code, out } = await runCommand(data, ...words, '--json');
  return { code, json: JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown> };
}

async function readAll(parts: AsyncIterable<Uint8Array | string>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(Buffer.from(part));
  return all;
}

const mapping = join(folder, 'mapping.json');
const file = join(folder, 'Clientèle n°1.csv');

beforeAll(async () => {
  copyInstallation(inject('installation'), data);
  writeFileSync(
    mapping,
    JSON.stringify({
      ...{ name: 'people', source: 'shop', format: { kind: 'csv' } },
      records: [
        { kind: 'person', fields: { key: 'id', givenName: 'first', familyName: 'last', email: 'mail' } },
      ],
    }),
  );
  writeFileSync(
    file,
    'id,first,last,mail\n1,Zoé,Martin,zoe@example.org\n2,Léo,Petit,leo@example.org\n,x,y,z\n',
  );
  await start();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

describe('commands on a folder that a server has open', () => {
  it('import a file through it, and read what it holds', async () => {
    const counts = { read: 3, accepted: 2, rejected: 1, duplicate: 0, dryRun: false };
    expect(await run('import', file, '--mapping', mapping)).toMatchObject({ code: 0, json: counts });
    const found = await run('customers', 'search', 'zoe');
    expect(found.json['items']).toMatchObject([{ givenName: 'Zoé', familyName: 'Martin' }]);
    const { items } = await app.jobs.list({ kind: 'import', limit: 1 });
    expect(items).toMatchObject([{ state: 'done' }]);
  }, 60_000);

  it('make one customer of two by hand, look at the pair, take it back and part them', async () => {
    expect((await run('matching', 'pair', '1', '2')).json).toMatchObject({ low: 1, high: 2, verdict: null });
    const merged = await run('matching', 'merge', '1', '2');
    expect(merged).toMatchObject({ code: 0, json: { customerIds: [1] } });
    const persons = async () => (await run('customers', 'show', '1')).json['persons'] as unknown[];
    expect(await persons()).toHaveLength(2);
    expect(await run('matching', 'undo', String(merged.json['actId']))).toMatchObject({ code: 0 });
    expect(await persons()).toHaveLength(1);
    expect(await run('matching', 'decide', '1', '2', 'same')).toMatchObject({ code: 0 });
    expect(await run('matching', 'unmerge', '1', '2')).toMatchObject({ code: 0 });
    expect(await persons()).toHaveLength(1);
    expect(await run('matching', 'undo')).toMatchObject({ code: 0 });
    expect(await persons()).toHaveLength(2);
    expect(await run('matching', 'undo')).toMatchObject({ code: 0 });
    expect(await persons()).toHaveLength(1);
  }, 240_000);

  it('keep the secret from others, in a file and out of the logs', async () => {
    const path = join(data, 'serving.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { token } = JSON.parse(readFileSync(path, 'utf8')) as { token: string };
    expect(token.length).toBeGreaterThanOrEqual(43);
    const ask = (authorization: string) =>
      fetch(`${served.address}/api/v1/accounts`, { headers: { authorization } }).then(({ status }) => status);
    expect(await ask(`Bearer ${token}`)).toBe(200);
    expect(await ask(`Bearer ${token.slice(0, -1)}x`)).toBe(401);
    expect(await ask('Bearer ')).toBe(401);
    expect(said.join('\n')).not.toContain(token);
  });

  it('say so when they need the folder for themselves', async () => {
    const { code, json } = await run('backup', join(folder, 'b.tar.gz'));
    expect(code).toBe(exitCodes.unavailable);
    expect(JSON.stringify(json['error'])).toContain('Stop the server first');
    expect(existsSync(join(folder, 'b.tar.gz'))).toBe(false);
  }, 60_000);

  it('answer the same as the program opened here, refusals included', async () => {
    const access = await findLocalAccess(dataFolderAt(data), process.pid);
    if (access === undefined) throw new Error('the server has no door');
    const [here, there] = [ownProgram(app), servedProgram(access)];
    const condition = { attribute: 'city', operator: '=', value: 'Lyon' };
    const created = await there.call<{ segmentId: number }>({
      ...{ method: 'POST', path: '/api/v1/segments', body: { name: 'Lyon', condition } },
    });
    const { segmentId } = orThrow(created);
    const calls: RouteCall[] = [
      { method: 'GET', path: '/api/v1/segments' },
      { method: 'GET', path: '/api/v1/segments/{id}', params: { id: segmentId } },
      { method: 'GET', path: '/api/v1/customers', query: { search: 'petit', cursor: undefined } },
      { method: 'GET', path: '/api/v1/history/summary' },
      { method: 'GET', path: '/api/v1/accounts', query: { limit: 200 } },
      { method: 'GET', path: '/api/v1/households' },
      { method: 'GET', path: '/api/v1/effects' },
      { method: 'GET', path: '/api/v1/quality/rules' },
      { method: 'POST', path: '/api/v1/segments/count', body: { condition } },
    ];
    for (const call of calls) {
      const [own, asked] = [orThrow(await here.call(call)), orThrow(await there.call(call))];
      expect(asked, call.path).toEqual(JSON.parse(JSON.stringify(own)));
    }
    const refused: RouteCall[] = [
      { method: 'GET', path: '/api/v1/customers/{customerId}', params: { customerId: 999_999 } },
      { method: 'POST', path: '/api/v1/segments', body: { name: 'Lyon', condition: { and: 'x' } } },
    ];
    for (const call of refused) {
      const [own, asked] = [await here.call(call), await there.call(call)];
      expect(isRefusal(own) && isRefusal(asked), call.path).toBe(true);
      if (isRefusal(own) && isRefusal(asked)) expect(exitCodeOf(asked)).toBe(exitCodeOf(own));
    }
    const text = async (program: Program) => {
      const reply = await program.call<RawReply>({ method: 'GET', path: '/api/v1/customers.csv', query: {} });
      return Buffer.concat(await readAll(bytesOf(orThrow(reply)))).toString();
    };
    expect(await text(here)).toContain('Zoé');
    expect(await text(there)).toBe(await text(here));
    const { apiKeyId } = orThrow(
      await there.call<{ apiKeyId: number }>({
        ...{ method: 'POST', path: '/api/v1/api-keys', body: { name: 'till', role: 'reader' } },
      }),
    );
    expect(apiKeyId).toBeGreaterThan(0);
  });

  it('follow a job of the server to its end', async () => {
    const access = await findLocalAccess(dataFolderAt(data), process.pid);
    if (access === undefined) throw new Error('the server has no door');
    const program = servedProgram(access);
    const { jobId } = orThrow(
      await program.call<{ jobId: string }>({ method: 'POST', path: '/api/v1/households/derivations' }),
    );
    expect(await program.jobs.wait(jobId, () => undefined)).toMatchObject({
      state: 'done',
      result: { households: 0 },
    });
  });

  it('find no door after the server ended, nor one a killed server left behind', async () => {
    await stop();
    expect(existsSync(join(data, 'serving.json'))).toBe(false);
    const left = { pid: 1, address: 'http://127.0.0.1:9', token: 'x'.repeat(43) };
    writeFileSync(join(data, 'serving.json'), JSON.stringify(left), { mode: 0o600 });
    expect(await findLocalAccess(dataFolderAt(data), process.pid)).toBeUndefined();
    const { code, json } = await run('users', 'list');
    expect({ code, json }).toEqual({ code: 0, json: { items: [] } });
  }, 60_000);
});
