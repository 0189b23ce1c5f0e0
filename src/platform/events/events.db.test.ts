import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { systemClock } from '../clock/index.ts';
import { createJobs, type JobWorker } from '../jobs/index.ts';
import { silentLog } from '../logging/index.ts';
import { createEvents, type Hearer } from './create-events.ts';

let engines: TestEngines;
let jobs: JobWorker;
const heard: string[] = [];
let deaf = 2;
const hearers: readonly Hearer[] = [
  { name: 'loyalty', hears: { 'order.completed': async ({ order }) => void heard.push(`loyalty ${order}`) } },
  {
    name: 'desk',
    hears: {
      'order.completed': async ({ order }) => {
        if (deaf-- > 0) throw new Error('not now');
        heard.push(`desk ${order}`);
      },
    },
  },
  { name: 'silent' },
];
const events = createEvents({
  jobs: { enqueue: (...asked) => jobs.enqueue(...asked) },
  hearers: () => hearers,
});

beforeAll(async () => {
  engines = await openTestEngines();
  jobs = createJobs({
    ...{ server: engines.database, clock: systemClock, log: silentLog, workerName: 'test' },
    definitions: () => events.definitions(),
    retryDelayMs: () => 10,
  });
  await jobs.start();
});
afterAll(async () => {
  await jobs.stop();
  await engines.close();
});

it('is heard by each hearer once it succeeds, and a hearer that fails is asked again', async () => {
  await engines.db.transaction().execute((trx) => events.say(trx, 'order.completed', { order: 12 }));
  await expect.poll(() => heard.toSorted()).toEqual(['desk 12', 'loyalty 12']);
});

it('is not heard when its transaction is rolled back, nor when nobody hears it', async () => {
  heard.length = 0;
  const said = engines.db.transaction().execute(async (trx) => {
    await events.say(trx, 'order.completed', { order: 13 });
    throw new Error('no');
  });
  await expect(said).rejects.toThrow('no');
  await events.say(engines.db, 'nobody.cares', {});
  await jobs.drain();
  expect(heard).toEqual([]);
});
