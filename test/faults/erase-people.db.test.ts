import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { connectDatabase } from '#adapters/postgres';
import { createStream, integer } from '#analytics/random';
import { sql } from '#platform/database';
import { startClickhouseServer } from '#test/clickhouse-server';
import { copyEngine } from '#test/installation';
import { runChild } from './killed-child.ts';

const kills = Number(process.env['TORTURE'] ?? 5);
const people = kills + 12;
const folder = mkdtempSync(join(tmpdir(), 'chacun-erase-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type OnLine = (child: ChildProcess) => void;
type Numbers = { readonly people?: number; readonly from?: number; readonly to?: number };
type Told = Record<string, string[]>;

/** An installation of its own: answers how to run the program on it. */
async function install(
  name: string,
  warehouse = '',
): Promise<(numbers: Numbers, onLine?: OnLine) => Promise<Told | undefined>> {
  const database = `erase_${name}_${process.pid}`;
  const postgres = connectDatabase({ url: inject('postgresUrl'), connections: 1 });
  await sql.raw(`create database ${database} template chacun_template`).execute(postgres.db);
  await postgres.close();
  const url = inject('postgresUrl').replace(/\/postgres$/, `/${database}`);
  const place = join(folder, name);
  if (warehouse === '') copyEngine('warehouse', inject('installation'), join(place, 'data', 'warehouse'));
  return async ({ people: count = 0, from = 0, to = 0 }, onLine) => {
    const words = [url, warehouse, place, ...[count, from, to].map(String)];
    return (await runChild('erase-people.child.ts', words, onLine)) as Told | undefined;
  };
}

it(`erasures killed ${kills} times at any moment end by themselves, and leave what undisturbed ones leave`, {
  timeout: 300_000 + kills * 60_000,
}, async () => {
  const random = createStream(20261122);
  const disturbed = await install('disturbed');
  await disturbed({ people });
  const span = await timed((onLine) => disturbed({ from: 0, to: 1 }, onLine));
  let [person, killed] = [0, 0];
  let told: Told | undefined;
  while (killed < kills) {
    person += 1;
    told = undefined;
    for (let asked: Numbers = { from: person, to: person + 1 }; told === undefined; asked = {}) {
      const mayDie = killed < kills && (asked.to !== undefined || integer(random, 0, 1) === 1);
      const lateMs = integer(random, 0, span);
      told = await disturbed(asked, (child) => {
        if (mayDie) setTimeout(() => child.kill('SIGKILL'), lateMs);
      });
      if (told === undefined) killed += 1;
    }
  }
  const erased = person + 1;
  const calm = await install('calm');
  expect(told).toEqual(await calm({ people, from: 0, to: erased }));
  expect(told?.['identify.customer']).toHaveLength(people - erased);
  expect(told?.['identify.erasure']?.filter((row) => row.includes('"state": "done"'))).toHaveLength(erased);
  expect(told?.['identify.data_request']?.every((row) => row.includes('"state": "done"'))).toBe(true);
});

it('two programs at once erase the same people once', { timeout: 300_000 }, async () => {
  const server = await startClickhouseServer(join(folder, 'server'));
  try {
    const run = await install('two', server.url);
    await run({ people: 6 });
    await run({ from: 0, to: 4 }, (child) => child.kill('SIGKILL'));
    const [told] = await Promise.all([run({}), run({})]);
    const calm = await (await install('one'))({ people: 6, from: 0, to: 4 });
    expect(told).toEqual(calm);
    expect(told?.['identify.erasure']).toHaveLength(4);
  } finally {
    await server.close();
  }
});

/** Milliseconds an erasure takes, from the moment the program works. */
async function timed(run: (onLine: OnLine) => Promise<unknown>): Promise<number> {
  let begun = 0;
  await run(() => {
    begun ||= performance.now();
  });
  return Math.ceil(performance.now() - begun);
}
