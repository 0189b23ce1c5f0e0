import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, integer } from '#analytics/random';
import { sql } from '#platform/database';
import { openTestEngines, type TestEngines } from '#test/engines';
import { runChild } from './killed-child.ts';

const kills = Number(process.env['TORTURE'] ?? 5);

let engines: TestEngines;
let folder: string;
beforeAll(async () => {
  engines = await openTestEngines();
  folder = join(engines.folder, 'child');
  mkdirSync(folder);
});
afterAll(() => engines.close());

type Said = { done?: { state: string; result: { snapshotId: number; customers: number } } };

async function child<Answer>(act: string, key = '', onLine?: (child: ChildProcess) => void) {
  const said = await runChild('refresh-values.child.ts', [engines.database.url, folder, act, key], onLine);
  return said as Answer | undefined;
}

type Moment = { statement: number; lateMs: number };

/** Refreshes once, killing the process at moments of its work, so often at most; answers what the last process said. */
async function refresh(key: string, killsMax: number, moment: () => Moment) {
  for (let killed = 0; ; killed += 1) {
    const { statement, lateMs } = moment();
    let seen = 0;
    const said = await child<Said>('refresh', key, (started) => {
      seen += 1;
      if (killed < killsMax && seen === statement) setTimeout(() => started.kill('SIGKILL'), lateMs);
    });
    if (said !== undefined) return { killed, done: said.done };
  }
}

type Holdings = {
  left: { totals: number; strays: number };
  snapshots: { id: number; rows: number; customers: number; net: string; hash: string }[];
  published: { id: number; times: number }[];
};

it(`values refreshed by processes killed ${kills} times are those of an undisturbed one, each once`, {
  timeout: 120_000 + kills * 60_000,
}, async () => {
  await child('prepare');
  const calm = await refresh('calm', 0, () => ({ statement: 0, lateMs: 0 }));
  expect(calm.done).toMatchObject({ state: 'done' });
  const first = await child<Holdings>('holdings');
  const [expected] = first?.snapshots ?? [];
  expect(expected?.rows).toBe(calm.done?.result.customers);
  expect(expected?.customers).toBeGreaterThan(3_900);

  const random = createStream(20261122);
  const moment = () => ({ statement: integer(random, 1, 8), lateMs: integer(random, 0, 40) });
  let killed = 0;
  for (let round = 1; killed < kills; round += 1) {
    const wanted = Math.min(kills - killed, integer(random, 1, 3));
    const ended = await refresh(`killed ${round}`, wanted, moment);
    expect(ended.done).toMatchObject({ state: 'done', result: { customers: expected?.customers } });
    killed += ended.killed;
    const found = await child<Holdings>('holdings');
    expect(found?.left).toEqual({ totals: 0, strays: 0 });
    for (const { id: _, ...sums } of found?.snapshots ?? [])
      expect({ id: expected?.id, ...sums }).toEqual(expected);
    expect(found?.published.map(({ id }) => id)).toContain(ended.done?.result.snapshotId);
    expect(found?.published.map(({ id }) => id)).toEqual(found?.snapshots.map(({ id }) => id));
  }
  const { rows } = await sql<{ state: string; snapshots: number }>`
    select state, count(*)::int as snapshots from differentiate.value_snapshot group by state`.execute(
    engines.db,
  );
  expect(rows.map(({ state }) => state)).toEqual(['done']);
  expect(killed).toBe(kills);
});
