import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordConsents } from '#identify/consent';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { forgetWhoIsWho, readCustomers, readDerivedIdentity } from '#test/derived-identity';
import { type MatchedMarket, openMatchedMarket } from '#test/matched-market';
import { decidePair } from './decide-pair.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoAct } from './undo-act.ts';
import { unmergeCustomer } from './unmerge-customer.ts';

let matched: MatchedMarket;
beforeAll(async () => {
  matched = await openMatchedMarket();
});
afterAll(() => matched.engines.close());
/** Nobody is known; the model stays in force. */
beforeEach(() => forgetWhoIsWho(matched.engines.db));

describe('merging and parting by hand', () => {
  async function customersOf(...people: (readonly string[])[]) {
    await matched.take(people, 1);
    await matched.match();
    return readCustomers(matched.engines.db);
  }
  const stranger = (place: number) => matched.market.rows.filter((row) => row[0] === 'web')[place] ?? [];

  it('gives back what was, to the byte, and the strictest consent holds meanwhile', async () => {
    await customersOf(stranger(0), stranger(40));
    await matched.engines.db.transaction().execute((trx) =>
      recordConsents(trx, {
        ...{ importId: null, chunk: null, at: matched.at },
        consents: (
          [
            ['granted', 1],
            ['withdrawn', 2],
          ] as const
        ).map(([status, personId]) => ({
          ...{ personId, channel: 'email', purpose: 'marketing', brand: '', status, occurredAt: matched.at },
          ...{ source: 'test', line: null, evidence: {} },
        })),
      }),
    );
    const before = await readDerivedIdentity(matched.engines.db);
    const merged = orThrow(
      await mergeCustomers(matched.acting, { customerIds: [1, 2], by: 'Léa', note: '' }),
    );
    expect(merged.customerIds).toEqual([1]);
    const { rows: golden } = await sql<{ persons: number; status: string }>`
      select persons, consents -> 'email:marketing' ->> 'status' as status from identify.customer`.execute(
      matched.engines.db,
    );
    expect(golden).toEqual([{ persons: 2, status: 'withdrawn' }]);
    const parted = orThrow(
      await unmergeCustomer(matched.acting, { customerId: 1, groups: [[2]], by: 'Léa', note: '' }),
    );
    expect(parted.customerIds).toEqual([1, 2]);
    expect(await readDerivedIdentity(matched.engines.db)).toEqual(before);
  });

  it('holds against equal keys and against the model, until it is undone', async () => {
    const twin = stranger(0).with(1, 'another key');
    expect(await customersOf(stranger(0), twin)).toHaveLength(1);
    const parted = orThrow(
      await unmergeCustomer(matched.acting, { customerId: 1, groups: [[2]], by: 'Léa', note: '' }),
    );
    await matched.take([twin], 2);
    await matched.match();
    expect(await readCustomers(matched.engines.db)).toHaveLength(2);
    orThrow(await undoAct(matched.acting, { actId: parted.actId, by: 'Léa' }));
    expect(await readCustomers(matched.engines.db)).toHaveLength(1);
  });

  it('never makes one of two that were decided different, by however many others', async () => {
    const people = Array.from({ length: 6 }, (_, place) => stranger(0).with(1, `twin ${place}`));
    await customersOf(...people);
    orThrow(
      await unmergeCustomer(matched.acting, { customerId: 1, groups: [[4, 5], [6]], by: 'Léa', note: '' }),
    );
    expect((await readCustomers(matched.engines.db)).map(({ persons }) => persons)).toEqual([
      [1, 2, 3],
      [4, 5],
      [6],
    ]);
    await matched.take([stranger(0).with(1, 'one more')], 2);
    await matched.match();
    const [first] = await readCustomers(matched.engines.db);
    expect(await readCustomers(matched.engines.db)).toHaveLength(3);
    expect(first?.persons).not.toContain(6);
  });

  it('refuses what cannot be, and says why', async () => {
    await customersOf(stranger(0), stranger(40));
    const by = { by: 'Léa', note: '' };
    expect(await mergeCustomers(matched.acting, { ...by, customerIds: [1, 1] })).toMatchObject({
      code: 'one-customer-already',
    });
    expect(await mergeCustomers(matched.acting, { ...by, customerIds: [1, 99] })).toMatchObject({
      code: 'customer-not-found',
    });
    expect(await unmergeCustomer(matched.acting, { ...by, customerId: 1, groups: [[2]] })).toMatchObject({
      code: 'person-of-another',
    });
    expect(await unmergeCustomer(matched.acting, { ...by, customerId: 1, groups: [[1]] })).toMatchObject({
      code: 'nothing-to-part',
    });
    expect(await decidePair(matched.acting, { ...by, low: 1, high: 1, verdict: 'same' })).toMatchObject({
      code: 'same-person',
    });
    expect(await decidePair(matched.acting, { ...by, low: 1, high: 99, verdict: 'same' })).toMatchObject({
      code: 'no-such-person',
    });
    expect(await undoAct(matched.acting, { by: 'Léa' })).toMatchObject({ code: 'nothing-to-undo' });
    const { actId } = orThrow(await decidePair(matched.acting, { ...by, low: 2, high: 1, verdict: 'same' }));
    const undone = orThrow(await undoAct(matched.acting, { by: 'Léa' }));
    expect(await undoAct(matched.acting, { actId, by: 'Léa' })).toMatchObject({ code: 'undone-already' });
    expect(await undoAct(matched.acting, { actId: undone.actId, by: 'Léa' })).toMatchObject({
      code: 'undo-of-undo',
    });
  });
});
