import { afterAll, beforeAll, expect, test } from 'vitest';
import { absorbPeople, refreshCustomers } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { decideHousehold, undoHouseholdDecision } from './decide-household.ts';
import type { SalesReader } from './household-sales.ts';
import { openHousehold } from './open-household.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
const at = new Date('2026-03-01T10:00:00Z');
let engines: TestEngines;
let anne = 0;
let annesOther = 0;
let yann = 0;
let paul = 0;

/** Sales by person as the warehouse would tell them, in decimals that binary numbers cannot hold. */
const sales: SalesReader = async (personIds) =>
  new Map(
    Object.entries({ [anne]: '10.10', [annesOther]: '0.20', [paul]: '-3.005' })
      .filter(([person]) => personIds.includes(Number(person)))
      .map(([person, netSales]) => [Number(person), { netSales, currency: 'EUR' }]),
  );

beforeAll(async () => {
  engines = await openTestEngines();
  await sql`insert into identify.source (name, created_at) values ('shop', ${at})`.execute(engines.db);
  await engines.db.transaction().execute(async (trx) => {
    const people = { anne: 'anne@x.fr', other: 'anne@x.fr', yann: 'yann@x.fr', paul: 'paul@x.fr' };
    const taken = await absorbPeople(trx, {
      ...{ sourceId: 1, importId: 1, chunk: 0, at },
      people: Object.entries(people).map(([sourceKey, email], place) => ({
        ...{ sourceKey, line: place + 1, fields: { email, familyName: 'Kerouac' } },
      })),
    });
    [anne, annesOther, yann, paul] = ['anne', 'other', 'yann', 'paul'].map((key) => taken.get(key) ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    await refreshCustomers(trx, { personIds: [anne, annesOther, yann, paul], at });
  });
});
afterAll(() => engines.close());

const open = (customerId: number) => openHousehold({ db: engines.db, sales }, { customerId });
const put = async (customerId: number, withCustomerId: number | null) =>
  orThrow(
    await decideHousehold(
      { db: engines.db, clock },
      { customerId, withCustomerId, note: 'same letter box', by: 'anna' },
    ),
  ).decisionId;

test('a household is opened by anybody in it, with what each and all bought to the last digit, and what was said of any', async () => {
  await put(yann, anne);
  await put(paul, anne);
  const home = orThrow(await open(paul));
  expect(home).toEqual(orThrow(await open(annesOther)));
  expect(home).toMatchObject({ householdId: anne, size: 3, netSales: '7.295', currency: 'EUR' });
  expect(home.members.map(({ customerId, netSales }) => [customerId, netSales])).toEqual([
    [anne, '10.3'],
    [yann, '0'],
    [paul, '-3.005'],
  ]);
  expect(
    home.decisions.map(({ customer, withCustomer }) => [customer.customerId, withCustomer?.customerId]),
  ).toEqual([
    [paul, anne],
    [yann, anne],
  ]);
});

test('who is said to live alone leaves, and comes back when that is undone', async () => {
  const decisionId = await put(paul, null);
  expect(orThrow(await open(anne))).toMatchObject({ size: 2, netSales: '10.3' });
  expect(orThrow(await open(paul))).toMatchObject({ size: 1, netSales: '-3.005' });
  orThrow(await undoHouseholdDecision({ db: engines.db, clock }, { decisionId, by: 'anna' }));
  expect(orThrow(await open(anne))).toMatchObject({ size: 3, netSales: '7.295' });
});

test('a customer there is not is refused; nobody who bought has no currency', async () => {
  const refused = await open(999_999);
  expect(isRefusal(refused) && refused.code).toBe('customer-not-found');
  await put(yann, null);
  expect(orThrow(await open(yann))).toMatchObject({ size: 1, netSales: '0', currency: '' });
});
