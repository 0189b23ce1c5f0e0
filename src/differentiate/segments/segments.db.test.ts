import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Condition, createRegistry, everyone } from '#differentiate/attributes';
import { standingClock } from '#platform/clock';
import { isRefusal, orThrow } from '#platform/errors';
import type { AttributeSource } from '#platform/module';
import { openTestEngines, type TestEngines } from '#test/engines';
import { archiveSegment } from './archive-segment.ts';
import { type AudienceNeeds, countAmong, countCustomers } from './count-customers.ts';
import { changeSegment, createSegment } from './save-segment.ts';
import { streamCustomerIds } from './stream-customer-ids.ts';

const words = (text: string) => ({ fr: text, en: text });
const offer = { label: words(''), meaning: words('') };

const people: AttributeSource = {
  name: 'people',
  module: 'test',
  query: 'SELECT * FROM customers FINAL',
  attributes: [
    { ...offer, name: 'city', type: 'text', expression: 'city', missing: "''" },
    { ...offer, name: 'hasEmail', type: 'boolean', expression: 'has_email', missing: '0' },
    { ...offer, name: 'birthDate', type: 'date', expression: 'birth_date', missing: 'NULL' },
    { ...offer, name: 'granted', type: 'list', expression: 'granted', missing: '[]' },
  ],
};
const orders: AttributeSource = {
  name: 'orders',
  module: 'test',
  query: `
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
           sum(net) AS net_sales, uniqExact(order_key) AS orders, max(ordered_at) AS last_order_at
    FROM order_lines WHERE person_id != 0 AND ordered_at <= {now:DateTime64(3)} GROUP BY customer_id`,
  attributes: [
    { ...offer, name: 'netSales', type: 'money', expression: 'net_sales', missing: '0' },
    { ...offer, name: 'orders', type: 'number', expression: 'orders', missing: '0' },
    { ...offer, name: 'averageBasket', type: 'money', expression: 'net_sales / orders', missing: 'NULL' },
    { ...offer, name: 'lastOrderAt', type: 'date', expression: 'last_order_at', missing: 'NULL' },
  ],
};

const clock = standingClock('2026-11-22T12:00:00Z');
const registry = createRegistry([people, orders]);
let engines: TestEngines;
let needs: AudienceNeeds;

const customer = (id: number, city: string, more: object = {}) => ({
  customer_id: id,
  city,
  first_seen_at: '2026-01-01T00:00:00.000Z',
  version: 1,
  ...more,
});
const line = (person: number, key: string, net: string, at: string) => ({
  person_id: person,
  order_key: key,
  net,
  quantity: '1',
  ordered_at: at,
});

beforeAll(async () => {
  engines = await openTestEngines();
  needs = { db: engines.db, warehouse: engines.warehouse, registry, clock };
  await engines.warehouse.insert('customers', [
    customer(1, 'Orléans', {
      has_email: 1,
      birth_date: '1980-05-17',
      granted: ['email:marketing', 'sms:marketing'],
    }),
    customer(2, 'ORLEANS', { granted: ['email:marketing'] }),
    customer(3, "L'Haÿ \\ {x}", { has_email: 1 }),
    customer(4, '', { has_email: 1 }),
    customer(5, 'Paris', { is_deleted: 1 }),
  ]);
  await engines.warehouse.insert('customer_of_rows', [{ person_id: 7, customer_id: 2, version: 1 }]);
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  await engines.warehouse.insert('order_lines', [
    line(1, 'a', '99.99', '2026-11-20T10:00:00.000Z'),
    line(1, 'a', '0.01', '2026-11-20T10:00:00.000Z'),
    line(2, 'b', '10', '2026-01-05T10:00:00.000Z'),
    line(7, 'c', '15.5', '2026-10-23T12:00:00.000Z'),
    line(3, 'd', '70', '2026-11-22T12:00:00.001Z'),
    line(0, 'z', '5', '2026-11-20T10:00:00.000Z'),
  ]);
});
afterAll(() => engines.close());

async function idsOf(condition: Condition): Promise<number[]> {
  const ids: number[] = [];
  for await (const batch of streamCustomerIds(needs, condition, { batch: 2 })) {
    expect(batch.length).toBeLessThanOrEqual(2);
    ids.push(...batch);
  }
  expect(orThrow(await countCustomers(needs, condition))).toBe(ids.length);
  return ids;
}

describe('each operator, seen through the customers it finds', () => {
  it.each<[Condition, number[]]>([
    [everyone, [1, 2, 3, 4]],
    [{ or: [] }, []],
    [{ attribute: 'city', operator: '=', value: 'orleans' }, [1, 2]],
    [{ attribute: 'city', operator: '!=', value: 'orleans' }, [3]],
    [{ not: { attribute: 'city', operator: '=', value: 'orleans' } }, [3, 4]],
    [{ attribute: 'city', operator: 'in', value: ['ORLÉANS', "l'hay \\ {X}"] }, [1, 2, 3]],
    [{ attribute: 'city', operator: 'contains', value: '\\ {x}' }, [3]],
    [{ attribute: 'city', operator: 'starts with', value: "L'HAŸ" }, [3]],
    [{ attribute: 'city', operator: 'is unknown' }, [4]],
    [{ attribute: 'city', operator: '=', value: "' OR 1=1 --" }, []],
    [{ attribute: 'hasEmail', operator: '=', value: true }, [1, 3, 4]],
    [{ attribute: 'birthDate', operator: '=', value: '1980-05-17' }, [1]],
    [{ attribute: 'birthDate', operator: 'between', value: ['1980-05-17', '1980-05-17'] }, [1]],
    [{ attribute: 'birthDate', operator: 'is known' }, [1]],
    [{ attribute: 'netSales', operator: '>=', value: '100' }, [1]],
    [{ attribute: 'netSales', operator: '=', value: '25.50' }, [2]],
    [{ attribute: 'netSales', operator: '=', value: 0 }, [3, 4]],
    [{ attribute: 'netSales', operator: 'between', value: ['0.01', '25.5'] }, [2]],
    [{ attribute: 'averageBasket', operator: '<', value: '12.76' }, [2]],
    [{ attribute: 'averageBasket', operator: 'is unknown' }, [3, 4]],
    [{ attribute: 'orders', operator: 'in', value: [1, 2] }, [1, 2]],
    [{ attribute: 'orders', operator: '!=', value: 0 }, [1, 2]],
    [{ attribute: 'lastOrderAt', operator: '=', value: '2026-11-20' }, [1]],
    [{ attribute: 'lastOrderAt', operator: '<=', value: '2026-10-23' }, [2]],
    // Exactly 30 days before now is no longer within the last 30 days.
    [{ attribute: 'lastOrderAt', operator: 'in the last days', value: 30 }, [1]],
    [{ attribute: 'lastOrderAt', operator: 'in the last days', value: 31 }, [1, 2]],
    [{ attribute: 'lastOrderAt', operator: 'not in the last days', value: 30 }, [2]],
    [{ attribute: 'granted', operator: 'has any', value: ['sms:marketing', 'post:marketing'] }, [1]],
    [{ attribute: 'granted', operator: 'has all', value: ['email:marketing', 'sms:marketing'] }, [1]],
    [{ attribute: 'granted', operator: 'has none', value: ['sms:marketing'] }, [2, 3, 4]],
    [{ attribute: 'granted', operator: 'is unknown' }, [3, 4]],
    [
      {
        and: [
          {
            or: [
              { attribute: 'orders', operator: '=', value: 1 },
              { attribute: 'hasEmail', operator: '=', value: true },
            ],
          },
          { not: { attribute: 'city', operator: 'is unknown' } },
        ],
      },
      [1, 3],
    ],
  ])('%j', async (condition, expected) => {
    expect(await idsOf(condition)).toEqual(expected);
  });
});

it('goes on after the last customer seen', async () => {
  const ids: number[] = [];
  for await (const batch of streamCustomerIds(needs, everyone, { after: 2 })) ids.push(...batch);
  expect(ids).toEqual([3, 4]);
});

it('counts the reachable among the meant in one query', async () => {
  const among: Condition[] = [
    { attribute: 'hasEmail', operator: '=', value: true },
    { attribute: 'granted', operator: 'has any', value: ['email:marketing'] },
  ];
  const orleans: Condition = { attribute: 'city', operator: '=', value: 'Orléans' };
  expect(await countAmong(needs, orleans, among)).toEqual({ customers: 2, among: [1, 2] });
});

it('saves versions, refuses a stale change, a taken name, a circle, archiving what is in use', async () => {
  const inOrleans: Condition = { attribute: 'city', operator: '=', value: 'Orléans' };
  const first = orThrow(await createSegment(needs, { name: 'Orléanais', condition: inOrleans, by: 'a' }));
  const second = orThrow(
    await createSegment(needs, {
      name: 'Orléanais joignables',
      condition: {
        and: [{ segment: first.segmentId }, { attribute: 'hasEmail', operator: '=', value: true }],
      },
      by: 'a',
    }),
  );
  expect(await idsOf({ segment: second.segmentId })).toEqual([1]);
  expect(await idsOf({ not: { segment: second.segmentId } })).toEqual([2, 3, 4]);
  const change = { segmentId: first.segmentId, version: 1, name: 'Orléanais', condition: inOrleans, by: 'b' };
  expect(await changeSegment(needs, { ...change, condition: { segment: second.segmentId } })).toMatchObject({
    code: 'segment-circle',
  });
  expect(await changeSegment(needs, { ...change, condition: { segment: first.segmentId } })).toMatchObject({
    code: 'segment-circle',
  });
  const withParis: Condition = { attribute: 'city', operator: 'in', value: ['Orléans', "L'Haÿ \\ {x}"] };
  expect(await changeSegment(needs, { ...change, condition: withParis })).toMatchObject({ version: 2 });
  expect(await changeSegment(needs, change)).toMatchObject({
    code: 'segment-changed',
    details: { version: 2 },
  });
  expect(await idsOf({ segment: second.segmentId })).toEqual([1, 3]);
  expect(await createSegment(needs, { name: 'ORLÉANAIS', condition: everyone, by: 'a' })).toMatchObject({
    code: 'segment-name-taken',
  });
  expect(await archiveSegment(needs, first.segmentId)).toMatchObject({ code: 'segment-in-use' });
  expect(await archiveSegment(needs, second.segmentId)).toMatchObject({ archivedAt: clock.now() });
  expect(await archiveSegment(needs, first.segmentId)).toMatchObject({ archivedAt: clock.now() });
  expect(await countCustomers(needs, { segment: first.segmentId })).toMatchObject({
    code: 'no-such-segment',
  });
});

it('refuses segments that double at each step before spelling them out', async () => {
  let condition: Condition = { attribute: 'orders', operator: '>', value: 1 };
  let last: unknown;
  for (let step = 0; step < 12; step++) {
    last = await createSegment(needs, { name: `Doubling ${step}`, condition, by: 'a' });
    if (isRefusal(last)) break;
    const { segmentId } = last as { segmentId: number };
    condition = { and: [{ segment: segmentId }, { segment: segmentId }] };
  }
  expect(last).toMatchObject({ code: 'condition-too-large' });
});

it('names every faulty comparison and where it stands', async () => {
  const refusal = await countCustomers(needs, {
    and: [
      { attribute: 'citty', operator: '=', value: 'x' },
      { or: [{ attribute: 'netSales', operator: 'contains', value: 'x' }] },
      { not: { attribute: 'lastOrderAt', operator: '>', value: '2026-02-30' } },
    ],
  });
  expect(refusal).toMatchObject({
    kind: 'invalid',
    details: {
      faults: [
        { path: 'and[0]', attribute: 'citty' },
        { path: 'and[1].or[0]', attribute: 'netSales' },
        { path: 'and[2].not', attribute: 'lastOrderAt' },
      ],
    },
  });
});
