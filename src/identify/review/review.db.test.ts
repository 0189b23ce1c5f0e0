import { afterAll, beforeAll, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { acceptPairs } from './accept-pairs.ts';
import { decidePair } from './decide-pair.ts';
import { describePair } from './describe-pair.ts';
import { estimateQuality } from './estimate-quality.ts';
import { explainCustomer } from './explain-customer.ts';
import { listQueue, suspectsOf } from './list-queue.ts';
import { runMatching } from './run-matching.ts';
import { undoAct } from './undo-act.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  const { rows } = readMarketRecords({ seed: 'review', people: 900, until: '2026-11-22' });
  await takeRows(engines.db, rows, { importId: 1, chunk: 0, at });
  await runMatching({ server: engines.database, clock }, { by: 'test' });
});
afterAll(() => engines.close());

const orders = {
  name: 'orders',
  read: async () => ({ orders: 0, netSales: '0', currency: '', lastOrderAt: null }),
};
const needs = () => ({ db: engines.db, orders, clock, events: { say: async () => undefined } });
const by = { by: 'Léa', note: '' };

it('shows what waits page by page, each pair of customers once, those nearest to ½ first', async () => {
  const whole = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 100 }));
  expect(whole.items.length).toBeGreaterThan(2);
  expect(whole.total).toBe(whole.items.length);
  const worth = whole.items.map(({ bits }) => Math.abs(bits));
  expect(worth).toEqual(worth.toSorted((a, b) => a - b));
  const paged: typeof whole.items = [];
  for (let cursor: string | undefined; ; ) {
    const page = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 1, cursor }));
    paged.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(whole.items);
  expect(isRefusal(await listQueue(engines.db, { kind: 'doubtful', limit: 3, cursor: 'x' }))).toBe(true);
});

it('explains a pair by weights that add up, and a decision takes it from the queue until it is undone', async () => {
  const [first] = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 1 })).items;
  if (first === undefined) throw new Error('Nothing waits.');
  const { low, high } = first;
  const pair = orThrow(await describePair(needs(), { low: high, high: low }));
  const told = pair.explanation;
  const sum = told?.fields.reduce((all, { bits }) => all + bits, told.priorBits + told.relativesBits) ?? 0;
  expect(told?.bits).toBeCloseTo(sum, 9);
  expect(told?.bits).toBeCloseTo(first.bits, 3);
  expect(pair).toMatchObject({ low, high, kind: 'doubtful', verdict: null });

  const before = await suspectsOf(engines.db, [low]);
  expect(before.map((one) => [one.low, one.high])).toContainEqual([low, high]);
  const { actId, customerIds } = orThrow(await decidePair(needs(), { ...by, low, high, verdict: 'same' }));
  expect(customerIds).toHaveLength(1);
  expect(await describePair(needs(), { low, high })).toMatchObject({
    kind: 'joined',
    verdict: { verdict: 'same', act: { actId, by: 'Léa', undoneBy: null } },
  });
  const ties = orThrow(await explainCustomer(engines.db, low));
  expect(ties.pairs.find((one) => one.low === low && one.high === high)).toMatchObject({ verdict: 'same' });
  const waiting = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 100 }));
  expect(waiting.items.map((one) => `${one.low} ${one.high}`)).not.toContain(`${low} ${high}`);

  orThrow(await undoAct(needs(), { actId, by: 'Léa' }));
  expect(await suspectsOf(engines.db, [low])).toEqual(before);
  orThrow(await decidePair(needs(), { ...by, low, high, verdict: 'unsure' }));
  expect(orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 100 })).items.at(-1)).toMatchObject({
    ...{ low, high, unsure: true },
  });
});

it('tells precision and recall once each band was looked at, from the labels alone', async () => {
  expect(await estimateQuality(engines.db)).toMatchObject({ precision: null, recall: null });
  const joined = orThrow(await listQueue(engines.db, { kind: 'joined', limit: 100 })).items;
  for (const { low, high } of joined)
    orThrow(await decidePair(needs(), { ...by, low, high, verdict: 'same' }));
  const doubtful = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 100 })).items;
  for (const { low, high } of doubtful)
    orThrow(await decidePair(needs(), { ...by, low, high, verdict: 'different' }));
  const { bands, precision, labelsMissing } = await estimateQuality(engines.db);
  expect(bands.reduce((sum, { labelled }) => sum + labelled, 0)).toBeGreaterThan(100);
  if (labelsMissing === 0) expect(precision).toMatchObject({ value: 1, high: 1 });
  expect(await acceptPairs(needs(), { ...by, from: 0.5 })).toMatchObject({ code: 'nothing-to-accept' });
});
