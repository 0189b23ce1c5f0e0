import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, integer } from '#analytics/random';
import { sql } from '#platform/database';
import { saveSetting } from '#platform/settings';
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

/** Refreshes once, killing the process at moments of its work, so often at most; after each kill `look` sees what is left. Answers what the last process said. */
async function refresh(key: string, killsMax: number, moment: () => Moment, look?: () => Promise<void>) {
  for (let killed = 0; ; killed += 1) {
    const { statement, lateMs } = moment();
    let seen = 0;
    const said = await child<Said>('refresh', key, (started) => {
      seen += 1;
      if (killed < killsMax && seen === statement) setTimeout(() => started.kill('SIGKILL'), lateMs);
    });
    if (said !== undefined) return { killed, seen, done: said.done };
    await look?.();
  }
}

type Holdings = { found: Record<string, Record<string, string>>; left: number; published: number[] };

const never = () => ({ statement: 0, lateMs: 0 });
const holdings = async (): Promise<Holdings> =>
  (await child<Holdings>('holdings')) ?? { found: {}, left: -1, published: [] };

/** Whether customers are taken as under contract: the forecast is then another. The next computation fits anew. */
async function begin(contractual: boolean): Promise<void> {
  const value = { contractual, graceDays: 30, yearlyDiscount: 0.1, horizonDays: 365 };
  await saveSetting(engines.db, { key: 'differentiate.contracts', value, by: 'test', at: new Date() });
  await sql`update differentiate.lifetime_fit set as_of = as_of - interval '40 days'`.execute(engines.db);
}

it(`everything computed of customers by processes killed ${kills} times is that of an undisturbed one, each once`, {
  timeout: 180_000 + kills * 60_000,
}, async () => {
  await child('prepare');
  const whole: Record<string, string>[] = [];
  const kindOf = new Map<number, number>();
  let statements = 0;
  for (const contractual of [0, 1]) {
    await begin(contractual === 1);
    const { seen, done } = await refresh(`calm ${contractual}`, 0, never);
    expect(done).toMatchObject({ state: 'done' });
    const { found, left } = await holdings();
    expect(left).toBe(0);
    whole[contractual] = found[done?.result.snapshotId ?? 0] ?? {};
    kindOf.set(done?.result.snapshotId ?? 0, contractual);
    statements = Math.max(statements, seen);
  }
  expect(whole.map((tables) => Object.keys(tables).length)).toEqual([8, 7]);
  expect(whole[0]?.['customer_lifetimes']).not.toBe(whole[1]?.['customer_lifetimes']);

  const random = createStream(20261122);
  const moment = () => ({ statement: integer(random, 1, statements), lateMs: integer(random, 0, 40) });
  // What may be read is whole at any time, whatever else lies there.
  const isWhole = ({ found, published }: Holdings) => {
    for (const id of published) expect(found[id]).toEqual(whole[kindOf.get(id) ?? -1]);
  };
  let killed = 0;
  for (let round = 1; killed < kills; round += 1) {
    const contractual = round % 2;
    await begin(contractual === 1);
    const wanted = Math.min(kills - killed, integer(random, 1, 3));
    const ended = await refresh(`killed ${round}`, wanted, moment, async () => {
      const seen = await holdings();
      for (const id of seen.published) if (!kindOf.has(id)) kindOf.set(id, contractual);
      isWhole(seen);
    });
    expect(ended.done).toMatchObject({ state: 'done' });
    kindOf.set(ended.done?.result.snapshotId ?? 0, contractual);
    killed += ended.killed;
    const after = await holdings();
    isWhole(after);
    expect(after.left).toBe(0);
    expect(after.published).toContain(ended.done?.result.snapshotId);
    expect(Object.keys(after.found).map(Number)).toEqual(after.published);
  }
  const { rows } = await sql<{ state: string; lifetimes: number; potentials: number; contracts: number }>`
    select state, count(l.snapshot_id)::int as lifetimes, (count(*) - count(p.snapshot_id))::int as potentials,
           (count(*) - count(c.snapshot_id))::int as contracts
    from differentiate.value_snapshot left join differentiate.lifetime_snapshot l using (snapshot_id)
    left join differentiate.potential_snapshot p using (snapshot_id)
    left join differentiate.contract_snapshot c using (snapshot_id) group by state`.execute(engines.db);
  // Every snapshot kept tells how its potential and contracts were found; those by the pace of buying, by which fit.
  const { published } = await holdings();
  const paced = published.filter((id) => kindOf.get(id) === 0).length;
  expect(rows).toEqual([{ state: 'done', lifetimes: paced, potentials: 0, contracts: 0 }]);
  expect(killed).toBe(kills);
});
