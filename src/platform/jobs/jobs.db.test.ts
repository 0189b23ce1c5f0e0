import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestEngines, type TestEngines } from '#test/engines';
import { systemClock } from '../clock/index.ts';
import { sql } from '../database/index.ts';
import { silentLog } from '../logging/index.ts';
import { createJobs } from './create-jobs.ts';
import { type AnyJobDefinition, type JobContext, type JobWorker, job } from './job.ts';

let engines: TestEngines;
const started: JobWorker[] = [];
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(async () => {
  for (const jobs of started) await jobs.stop();
  await engines.close();
});

function jobsOf(definitions: readonly AnyJobDefinition[], workerName = 'test'): JobWorker {
  const jobs = createJobs({
    ...{ server: engines.database, clock: systemClock, log: silentLog, definitions, workerName },
    retryDelayMs: () => 10,
  });
  started.push(jobs);
  return jobs;
}

/** A promise and what settles it, to hold a job where a test wants it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const untilAborted = (context: JobContext) =>
  new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve(), { once: true }));

it('runs a job, shows its progress and keeps its result', async () => {
  const jobs = jobsOf([
    job({
      kind: 'count',
      payload: z.object({ to: z.number() }),
      run: async ({ to }, { progress }) => {
        for (let done = 1; done <= to; done++) await progress(done, to, { even: Math.floor(done / 2) });
        return { counted: to };
      },
    }),
  ]);
  const jobId = await jobs.enqueue('count', { to: 10 });
  expect(await jobs.find(jobId)).toMatchObject({ state: 'waiting', attempts: 0 });
  await jobs.start();
  const seen: number[] = [];
  const ended = await jobs.wait(jobId, (at) => seen.push(at.progress.done));
  expect(ended).toMatchObject({
    state: 'done',
    attempts: 1,
    result: { counted: 10 },
    progress: { done: 10, total: 10, counts: { even: 5 } },
  });
  expect(seen.at(-1)).toBe(10);
  await jobs.stop();
});

it('refuses a payload its kind does not take, and a kind nobody knows, where they are asked for', async () => {
  const jobs = jobsOf([job({ kind: 'strict', payload: z.object({ n: z.number() }), run: async () => 1 })]);
  await expect(jobs.enqueue('strict', { n: 'one' })).rejects.toThrow(/number/);
  await expect(jobs.enqueue('nobody', {})).rejects.toThrow(/No kind of job/);
});

it('exists only if the transaction it was asked for in commits', async () => {
  const jobs = jobsOf([job({ kind: 'quiet', payload: z.object({}), run: async () => 1 })]);
  let jobId = '';
  const asked = engines.db.transaction().execute(async (trx) => {
    jobId = await jobs.enqueue('quiet', {}, { within: trx });
    throw new Error('changed my mind');
  });
  await expect(asked).rejects.toThrow('changed my mind');
  expect(await jobs.find(jobId)).toBeUndefined();
  const left = await sql`select from graphile_worker.jobs where key = ${jobId}`.execute(engines.db);
  expect(left.rows).toHaveLength(0);
});

it('tries again, from its cursor, and shows why it failed when it gives up', async () => {
  const cursors: unknown[] = [];
  const jobs = jobsOf([
    job({
      kind: 'stumble',
      payload: z.object({}),
      maxAttempts: 3,
      run: async (_payload, context) => {
        cursors.push(context.cursor);
        if (context.cursor === undefined) await context.checkpoint({ line: 7 });
        throw new Error('line 8 is broken');
      },
    }),
  ]);
  await jobs.start();
  const jobId = await jobs.enqueue('stumble', {});
  const ended = await jobs.wait(jobId);
  expect(ended).toMatchObject({ state: 'failed', attempts: 3, error: 'line 8 is broken' });
  expect(cursors).toEqual([undefined, { line: 7 }, { line: 7 }]);
  expect((await jobs.list({ state: 'failed' })).items.map((one) => one.jobId)).toContain(jobId);

  await jobs.retry(jobId);
  expect(await jobs.wait(jobId)).toMatchObject({ state: 'failed', attempts: 3 });
  expect(cursors).toHaveLength(6);
  await jobs.stop();
});

it('gives the same job for the same key while it lives, even asked for at the same moment', async () => {
  const hold = gate();
  const jobs = jobsOf([job({ kind: 'keyed', payload: z.object({}), run: () => hold.opened })]);
  const ids = await Promise.all(Array.from({ length: 8 }, () => jobs.enqueue('keyed', {}, { key: 'one' })));
  expect(new Set(ids).size).toBe(1);
  await jobs.start();
  hold.open();
  const [first = ''] = ids;
  await jobs.wait(first);
  expect(await jobs.enqueue('keyed', {}, { key: 'one' })).not.toBe(first);
  await jobs.drain();
  await jobs.stop();
});

it('cancels what waits at once, and what runs at its next safe place', async () => {
  const begun = gate();
  const jobs = jobsOf([
    job({
      kind: 'long',
      payload: z.object({}),
      run: async (_payload, context) => {
        begun.open();
        await untilAborted(context);
      },
    }),
  ]);
  const waiting = await jobs.enqueue('long', {}, { runAt: new Date(Date.now() + 3_600_000) });
  expect(await jobs.cancel(waiting)).toMatchObject({ state: 'cancelled' });
  const running = await jobs.enqueue('long', {});
  await jobs.start();
  await begun.opened;
  expect(await jobs.cancel(running)).toMatchObject({ state: 'running', cancelRequested: true });
  expect(await jobs.wait(running)).toMatchObject({ state: 'cancelled' });
  await jobs.stop();
});

it('gives a running job back on shutdown without losing an attempt, and another worker goes on from its cursor', async () => {
  const begun = gate();
  const definition = job({
    kind: 'handed-over',
    payload: z.object({}),
    maxAttempts: 1,
    run: async (_payload, context) => {
      if (context.cursor === undefined) {
        await context.checkpoint(5);
        begun.open();
        await untilAborted(context);
      }
      return { from: context.cursor ?? 0 };
    },
  });
  const first = jobsOf([definition], 'first');
  await first.start();
  const jobId = await first.enqueue('handed-over', {});
  await begun.opened;
  await first.stop();
  expect(await first.find(jobId)).toMatchObject({ state: 'waiting', attempts: 0 });
  const second = jobsOf([definition], 'second');
  await second.start();
  expect(await second.wait(jobId)).toMatchObject({ state: 'done', result: { from: 5 } });
  await second.stop();
});

it('runs each job once with two workers at it', async () => {
  const ran = new Map<number, number>();
  const definition = job({
    kind: 'once',
    payload: z.object({ n: z.number() }),
    run: async ({ n }) => {
      ran.set(n, (ran.get(n) ?? 0) + 1);
    },
  });
  const [left, right] = [jobsOf([definition], 'left'), jobsOf([definition], 'right')];
  await left.start();
  await right.start();
  await engines.db.transaction().execute(async (trx) => {
    for (let n = 0; n < 200; n++) await left.enqueue('once', { n }, { within: trx });
  });
  await left.drain();
  expect([...ran.values()].filter((times) => times === 1)).toHaveLength(200);
  await left.stop();
  await right.stop();
});

it('lists by pages that do not overlap, and leaves heard events out unless asked for', async () => {
  const jobs = jobsOf([
    job({ kind: 'page', payload: z.object({}), run: async () => 1 }),
    job({ kind: 'hear:somebody:something', payload: z.object({}), run: async () => 1 }),
  ]);
  for (let n = 0; n < 5; n++) await jobs.enqueue('page', {}, { runAt: new Date(Date.now() + 3_600_000) });
  await jobs.enqueue('hear:somebody:something', {}, { runAt: new Date(Date.now() + 3_600_000) });
  const one = await jobs.list({ kind: 'page', limit: 3 });
  const two = await jobs.list({ kind: 'page', limit: 3, cursor: one.nextCursor ?? '' });
  expect([one.total, one.items.length, two.items.length, two.nextCursor]).toEqual([5, 3, 2, null]);
  expect(new Set([...one.items, ...two.items].map((item) => item.jobId)).size).toBe(5);
  const kinds = (await jobs.list({ state: 'waiting' })).items.map((item) => item.kind);
  expect(kinds).not.toContain('hear:somebody:something');
  expect((await jobs.list({ kind: 'hear:' })).total).toBe(1);
});

it('finds jobs whose dispatch is gone, as after a restored backup', async () => {
  const jobs = jobsOf([job({ kind: 'forgotten', payload: z.object({}), run: async () => 'found' })]);
  const jobId = await jobs.enqueue('forgotten', {});
  await sql`select graphile_worker.remove_job(${jobId})`.execute(engines.db);
  await jobs.start();
  expect(await jobs.wait(jobId)).toMatchObject({ state: 'done', result: 'found' });
  await jobs.stop();
});
