import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
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
import { refreshStakes } from './refresh-stakes.ts';
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

describe('the order of the queue', () => {
  const queue = (order: 'worth' | 'value' | 'doubt' | 'newest', limit = 100, cursor?: string) =>
    listQueue(engines.db, { kind: 'doubtful', order, limit, cursor });
  const inOrder = async (order: 'worth' | 'value' | 'doubt' | 'newest') => orThrow(await queue(order)).items;
  /** The entropy of one person or two, from the probability itself. */
  const doubtOf = (p: number) => -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
  const falls = (ranks: readonly number[]) =>
    ranks.every((rank, place) => rank <= (ranks[place - 1] ?? Number.POSITIVE_INFINITY) + 1e-9);
  const soldTo = new Map<number, number>();

  beforeAll(async () => {
    const nothingSold = await refreshStakes({ server: engines.database, warehouse: engines.warehouse });
    expect(nothingSold).toBe(0);
    const lines = (await inOrder('doubt')).flatMap(({ sides }, place) =>
      sides.map(({ personId }, side) => ({
        ...{ person_id: personId, order_key: `O${place}-${side}`, ordered_at: '2026-05-04 10:00:00.000' },
        ...{ sku: 'A', quantity: '1', net: String(((place * 37) % 11) * 100 + side), currency: 'EUR' },
      })),
    );
    for (const { person_id, net } of lines) soldTo.set(person_id, (soldTo.get(person_id) ?? 0) + Number(net));
    const dollars = { ...lines[0], order_key: 'in dollars', net: '1000000', currency: 'USD' };
    await engines.warehouse.insert('order_lines', [...lines, dollars]);
    await refreshStakes({ server: engines.database, warehouse: engines.warehouse });
  });

  it('is by default that of the sales at stake times the doubt, page by page', async () => {
    const { items } = orThrow(await listQueue(engines.db, { kind: 'doubtful', limit: 100 }));
    expect(items).toEqual(await inOrder('worth'));
    const worth = items.map(({ stake, probability }) => Number(stake?.netSales ?? 0) * doubtOf(probability));
    expect(worth[0]).toBeGreaterThan(0);
    expect(falls(worth)).toBe(true);
    const paged: typeof items = [];
    for (let cursor: string | undefined; ; ) {
      const page = orThrow(await queue('worth', 2, cursor));
      paged.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items);
    const { nextCursor } = orThrow(await queue('worth', 1));
    expect(await queue('value', 1, nextCursor ?? '')).toMatchObject({ code: 'bad-cursor' });
  });

  it('is by sales of both customers, in one currency, by doubt, or by the latest record, when asked', async () => {
    const byValue = await inOrder('value');
    expect(falls(byValue.map(({ stake }) => Number(stake?.netSales ?? 0)))).toBe(true);
    for (const { stake, sides } of byValue) {
      const all = sides.map(({ customerId }) => customerId);
      const { rows } = await sql<{ id: number }>`
        select person_id as id from identify.person left join identify.customer_of using (person_id)
        where coalesce(customer_id, person_id) = any (${all}::bigint[])`.execute(engines.db);
      const sales = rows.reduce((sum, { id }) => sum + (soldTo.get(id) ?? 0), 0);
      expect(stake === null ? 0 : Number(stake.netSales)).toBe(sales);
      expect(stake?.currency ?? 'EUR').toBe('EUR');
    }
    expect(falls((await inOrder('doubt')).map(({ bits }) => -Math.abs(bits)))).toBe(true);
    const newest = (await inOrder('newest')).map(({ sides }) =>
      Math.max(...sides.map(({ createdAt }) => Date.parse(createdAt))),
    );
    expect(falls(newest)).toBe(true);
  });

  it('comes out the same when stakes are read again, and forgets those of pairs that wait no more', async () => {
    const before = await inOrder('worth');
    const read = () => refreshStakes({ server: engines.database, warehouse: engines.warehouse });
    const bought = await read();
    expect(await inOrder('worth')).toEqual(before);
    const [first] = before;
    const { low = 0, high = 0 } = first ?? {};
    const { actId } = orThrow(await decidePair(needs(), { ...by, low, high, verdict: 'same' }));
    expect(await read()).toBeLessThanOrEqual(bought);
    orThrow(await undoAct(needs(), { actId, by: 'Léa' }));
    await read();
    expect(await inOrder('worth')).toEqual(before);
  });
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
  // One customer now; whoever agrees with the two no more is another.
  const joined = orThrow(await explainCustomer(engines.db, low)).customerId;
  expect(orThrow(await explainCustomer(engines.db, high)).customerId).toBe(joined);
  expect(customerIds).toContain(joined);
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
