import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type App, importNeeds, openApp, type Served, serve } from '#app';
import {
  ActReply,
  ActsReply,
  PairReply,
  PartCounts,
  QualityReply,
  QueueReply,
  StatusReply,
} from '#identify/review/api';
import { createMarket, marketFiles } from '#market';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { exampleMapping, importAll } from '#test/imports';
import { copyInstallation } from '#test/installation';
import { runCommand } from '#test/run-command';
import { exitCodes } from './output.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-matching-'));
const data = join(folder, 'data');
let app: App | undefined;
let served: Served | undefined;

beforeAll(async () => {
  copyInstallation(inject('installation'), data);
  const config = orThrow(readConfig({ CHACUN_PORT: '0' }, { data }));
  app = orThrow(await openApp({ config, clock: systemClock, log: silentLog }));
  for (const file of marketFiles(createMarket({ seed: 'commands', people: 300, until: '2026-11-22' }))) {
    if (file.kind !== 'people') continue;
    const path = join(folder, file.name);
    writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
    await importAll(importNeeds(app), path, exampleMapping(`market-${file.source}-people`));
  }
  served = await serve(app);
}, 120_000);
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

async function close(): Promise<void> {
  await served?.close();
  await app?.close();
  served = undefined;
  app = undefined;
}

const run = (...words: string[]) => runCommand(data, 'matching', ...words);
/** What a command answers as JSON, held against the shape that the API promises. */
async function json<Reply>(shape: { parse(value: unknown): Reply }, ...words: string[]): Promise<Reply> {
  const { code, out, err } = await run(...words, '--json');
  if (code !== exitCodes.done) throw new Error(`matching ${words.join(' ')} ended with ${code}: ${err}`);
  return shape.parse(JSON.parse(out));
}
const waiting = async () => (await json(StatusReply, 'status')).queue.doubtful;

describe('the commands of who is who', () => {
  it('match, and tell where matching stands and how good it is, for programs and for people', async () => {
    const ran = await run('run', '--json');
    expect(ran.code).toBe(exitCodes.done);
    expect(JSON.parse(ran.out.trim().split('\n').at(-1) ?? '')).toHaveProperty('learnt');
    const status = await json(StatusReply, 'status');
    expect(status).toMatchObject({ pending: 0, unsettled: 0, model: { modelId: 1, state: 'in force' } });
    expect(status.customers).toBeLessThan(status.persons);
    const told = await run('status');
    expect(told.out).toContain(`persons         ${status.persons}`);
    expect(told.out).toMatch(/model +1, learnt 20/);
    const quality = await json(QualityReply, 'quality');
    expect(quality.blocking).toMatchObject({ crowdedBlocks: 0 });
    expect((await run('quality')).out).toMatch(/precision +too early to tell: \d+ decisions missing/);
  }, 300_000);

  it('list what waits in the order asked for, page by page, and show a pair field by field', async () => {
    const first = await json(QueueReply, 'review', '--limit', '1');
    expect(first.total).toBeGreaterThan(1);
    const next = await json(QueueReply, 'review', '--limit', '1', '--cursor', first.nextCursor ?? '');
    const both = await json(QueueReply, 'review', '--limit', '2');
    expect([...first.items, ...next.items]).toEqual(both.items);
    const [item] = first.items;
    const { low, high } = item ?? { low: 0, high: 0 };
    const listed = await run('review', '--limit', '1', '--order', 'doubt');
    expect(listed.out).toMatch(/^ *low +high +probability +one +other +at stake\n/);
    expect(listed.out).toContain('… more: --cursor ');
    const pair = await json(PairReply, 'pair', String(low), String(high));
    expect(pair).toMatchObject({ low, high, kind: 'doubtful' });
    const shown = await run('pair', String(high), String(low));
    expect(shown.out).toContain(pair.sides[0].fields['familyName']);
    expect(shown.out).toMatch(/bits in all +-?\d/);
  }, 300_000);

  it('decide, merge, part, and take back, each act listed with its undoing', async () => {
    const before = await waiting();
    const { items } = await json(QueueReply, 'review', '--limit', '1');
    const [low, high] = [String(items[0]?.low), String(items[0]?.high)];
    const decided = await json(ActReply, 'decide', low, high, 'same', '--note', 'rang her');
    expect(decided.customerIds).toHaveLength(1);
    expect(await waiting()).toBeLessThan(before);
    const [customer] = decided.customerIds;
    const parted = await json(ActReply, 'unmerge', String(customer), high);
    expect(parted.customerIds).toHaveLength(2);
    const merged = await json(ActReply, 'merge', ...parted.customerIds.map(String));
    expect(merged.customerIds).toEqual([customer]);
    for (const { actId } of [merged, parted]) await json(ActReply, 'undo', String(actId));
    await json(ActReply, 'undo');
    expect(await waiting()).toBe(before);
    const acts = await json(ActsReply, 'acts', '--limit', '6');
    expect(acts.items.map(({ kind }) => kind)).toEqual([
      'undo',
      'undo',
      'undo',
      'merge',
      'unmerge',
      'decide',
    ]);
    expect(acts.items.at(-1)).toMatchObject({ note: 'rang her', undoneBy: acts.items[0]?.actId });
    expect((await run('acts', '--limit', '1')).out).toMatch(/… more: --before \d+/);
  }, 300_000);

  it('accept and part in bulk, counted before', async () => {
    const before = await waiting();
    const accepted = await json(ActReply, 'accept', '--from', '0.5');
    expect(await waiting()).toBeLessThan(before);
    const counts = await json(PartCounts, 'unmerge-many', '--model', '1', '--dry-run');
    expect(counts.customersAfter).toBeGreaterThan(counts.customers);
    const told = await run('unmerge-many', '--model', '1', '--dry-run');
    expect(told.out).toMatch(new RegExp(`customers +${counts.customers}\n`));
    const { code, out } = await run('unmerge-many', '--model', '1', '--json');
    expect(code).toBe(exitCodes.done);
    const { actId } = JSON.parse(out.trim().split('\n').at(-1) ?? '') as { actId: number };
    expect(await json(PartCounts, 'unmerge-many', '--model', '1', '--dry-run')).toMatchObject({ pairs: 0 });
    for (const act of [actId, accepted.actId]) await json(ActReply, 'undo', String(act));
    expect(await waiting()).toBe(before);
  }, 300_000);

  it.each([
    ['no person', ['pair', '1', '999999'], 'There is no person 999999'],
    ['no word for it', ['decide', '1', '2', 'perhaps'], 'verdict'],
    ['no act', ['undo', '999999'], 'There is no act 999999'],
    ['nothing named', ['unmerge-many'], '--import, --model and --from'],
    ['no page', ['review', '--cursor', 'x'], 'cannot be found'],
  ])(
    'refuse with code 2, in words and as JSON: %s',
    async (_, words, told) => {
      const { code, out, err } = await run(...words, '--json');
      expect(code).toBe(exitCodes.refused);
      expect(err).toContain(told);
      const { error } = JSON.parse(out) as { error: { message: string; details: { code?: string } } };
      expect(error.message.trim()).toBe(err.trim());
      expect(error.details.code).toMatch(/^[a-z-]+$/);
    },
    60_000,
  );

  it('do the same on a folder nobody serves', async () => {
    const there = await json(StatusReply, 'status');
    await close();
    expect(await json(StatusReply, 'status')).toEqual({ ...there, job: null });
    const ran = await run('run', '--json');
    expect(JSON.parse(ran.out.trim().split('\n').at(-1) ?? '')).toEqual({
      learnt: null,
      matched: 0,
      settled: 0,
    });
  }, 300_000);
});
