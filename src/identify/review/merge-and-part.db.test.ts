import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordConsents } from '#identify/consent';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { forgetWhoIsWho, readCustomers, readDerivedIdentity } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { decidePair } from './decide-pair.ts';
import { mergeCustomers } from './merge-customers.ts';
import { runMatching } from './run-matching.ts';
import { undoAct } from './undo-act.ts';
import { unmergeCustomer } from './unmerge-customer.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
const market = readMarketRecords({ seed: 'who is who', people: 400, until: '2026-11-22' });
const match = () => runMatching({ server: engines.database, clock }, { by: 'test' });
const needs = () => ({ db: engines.db, clock, events: { say: async () => undefined } });

beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  await takeRows(engines.db, market.rows, { importId: 1, chunk: 0, at });
  await match();
});
afterAll(() => engines.close());
/** Nobody is known; the model stays in force. */
beforeEach(() => forgetWhoIsWho(engines.db));

describe('merging and parting by hand', () => {
  async function customersOf(...people: (readonly string[])[]) {
    await takeRows(engines.db, people, { importId: 1, chunk: 0, at });
    await match();
    return readCustomers(engines.db);
  }
  const stranger = (place: number) => market.rows.filter((row) => row[0] === 'web')[place] ?? [];

  it('gives back what was, to the byte, and the strictest consent holds meanwhile', async () => {
    await customersOf(stranger(0), stranger(40));
    await engines.db.transaction().execute((trx) =>
      recordConsents(trx, {
        ...{ importId: null, chunk: null, at },
        consents: (
          [
            ['granted', 1],
            ['withdrawn', 2],
          ] as const
        ).map(([status, personId]) => ({
          ...{ personId, channel: 'email', purpose: 'marketing', brand: '', status, occurredAt: at },
          ...{ source: 'test', line: null, evidence: {} },
        })),
      }),
    );
    const before = await readDerivedIdentity(engines.db);
    const merged = orThrow(await mergeCustomers(needs(), { customerIds: [1, 2], by: 'Léa', note: '' }));
    expect(merged.customerIds).toEqual([1]);
    const { rows: golden } = await sql<{ persons: number; status: string }>`
      select persons, consents -> 'email:marketing' ->> 'status' as status from identify.customer`.execute(
      engines.db,
    );
    expect(golden).toEqual([{ persons: 2, status: 'withdrawn' }]);
    const parted = orThrow(
      await unmergeCustomer(needs(), { customerId: 1, groups: [[2]], by: 'Léa', note: '' }),
    );
    expect(parted.customerIds).toEqual([1, 2]);
    expect(await readDerivedIdentity(engines.db)).toEqual(before);
  });

  it('holds against equal keys and against the model, until it is undone', async () => {
    const twin = stranger(0).with(1, 'another key');
    expect(await customersOf(stranger(0), twin)).toHaveLength(1);
    const parted = orThrow(
      await unmergeCustomer(needs(), { customerId: 1, groups: [[2]], by: 'Léa', note: '' }),
    );
    await takeRows(engines.db, [twin], { importId: 2, chunk: 0, at });
    await match();
    expect(await readCustomers(engines.db)).toHaveLength(2);
    orThrow(await undoAct(needs(), { actId: parted.actId, by: 'Léa' }));
    expect(await readCustomers(engines.db)).toHaveLength(1);
  });

  it('never makes one of two that were decided different, by however many others', async () => {
    const people = Array.from({ length: 6 }, (_, place) => stranger(0).with(1, `twin ${place}`));
    await customersOf(...people);
    orThrow(await unmergeCustomer(needs(), { customerId: 1, groups: [[4, 5], [6]], by: 'Léa', note: '' }));
    expect((await readCustomers(engines.db)).map(({ persons }) => persons)).toEqual([[1, 2, 3], [4, 5], [6]]);
    await takeRows(engines.db, [stranger(0).with(1, 'one more')], { importId: 2, chunk: 0, at });
    await match();
    const [first] = await readCustomers(engines.db);
    expect(await readCustomers(engines.db)).toHaveLength(3);
    expect(first?.persons).not.toContain(6);
  });

  it('refuses what cannot be, and says why', async () => {
    await customersOf(stranger(0), stranger(40));
    const by = { by: 'Léa', note: '' };
    expect(await mergeCustomers(needs(), { ...by, customerIds: [1, 1] })).toMatchObject({
      code: 'one-customer-already',
    });
    expect(await mergeCustomers(needs(), { ...by, customerIds: [1, 99] })).toMatchObject({
      code: 'customer-not-found',
    });
    expect(await unmergeCustomer(needs(), { ...by, customerId: 1, groups: [[2]] })).toMatchObject({
      code: 'person-of-another',
    });
    expect(await unmergeCustomer(needs(), { ...by, customerId: 1, groups: [[1]] })).toMatchObject({
      code: 'nothing-to-part',
    });
    expect(await decidePair(needs(), { ...by, low: 1, high: 1, verdict: 'same' })).toMatchObject({
      code: 'same-person',
    });
    expect(await decidePair(needs(), { ...by, low: 1, high: 99, verdict: 'same' })).toMatchObject({
      code: 'no-such-person',
    });
    expect(await undoAct(needs(), { by: 'Léa' })).toMatchObject({ code: 'nothing-to-undo' });
    const { actId } = orThrow(await decidePair(needs(), { ...by, low: 2, high: 1, verdict: 'same' }));
    const undone = orThrow(await undoAct(needs(), { by: 'Léa' }));
    expect(await undoAct(needs(), { actId, by: 'Léa' })).toMatchObject({ code: 'undone-already' });
    expect(await undoAct(needs(), { actId: undone.actId, by: 'Léa' })).toMatchObject({
      code: 'undo-of-undo',
    });
  });
});
