import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction, sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { absorbPeople } from './absorb-people.ts';
import { customerPage } from './customer-page.ts';
import { learnSourceTrust } from './learn-source-trust.ts';
import { rectifyCustomer } from './rectify-customer.ts';
import { refreshCustomers } from './refresh-customers.ts';
import { readSourceTrust } from './source-trust.store.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const people = 300;
const born = (i: number) => `19${40 + (i % 60)}-0${1 + (i % 9)}-${10 + (i % 18)}`;
/** The shop has one birth date in ten wrong, the web one in two, the phone none. */
const saidBy = {
  shop: (i: number) => (i % 10 === 0 ? '1901-01-01' : born(i)),
  web: (i: number) => (Math.floor(i / 10) % 2 === 0 ? born(i + 7) : born(i)),
  phone: born,
};

beforeAll(async () => {
  engines = await openTestEngines();
  for (const [place, name] of Object.keys(saidBy).entries()) {
    const { rows } = await sql<{ id: number }>`
      insert into identify.source (name, created_at) values (${name}, ${at}) returning source_id as id`.execute(
      engines.db,
    );
    const say = Object.values(saidBy)[place] ?? born;
    await inTransaction(engines.db, async (trx) => {
      const ids = await absorbPeople(trx, {
        ...{ sourceId: rows[0]?.id ?? 0, importId: place + 1, chunk: 0 },
        at: new Date(at.getTime() + place * 1000),
        people: Array.from({ length: people + 1 }, (_, i) => ({
          ...{ sourceKey: `p${i}`, line: i },
          fields: { givenName: 'Anne', email: `p${i}@trust.example`, birthDate: say(i) },
        })).filter(({ line }) => line < people || place === 0),
      });
      await refreshCustomers(trx, { personIds: [...ids.values()], at });
    });
  }
});
afterAll(() => engines.close());

async function birthDateOf(email: string) {
  const { rows } = await sql<{ id: number }>`
    select customer_id as id from identify.customer where email = ${email}`.execute(engines.db);
  const page = orThrow(await customerPage({ db: engines.db, parts: [] }, { customerId: rows[0]?.id ?? 0 }));
  const told = (field: string) => page.fields.find((one) => one.field === field);
  return { customerId: page.customerId, birth: told('birthDate'), email: told('email') };
}

it('nothing is told before it is learnt', async () => {
  expect((await birthDateOf('p11@trust.example')).birth?.probability).toBeNull();
});

it('learns how often each source is right, without being told, the same each time', async () => {
  const learn = () => learnSourceTrust(engines.database, { at });
  expect(await learn()).toEqual({ customers: people });
  const first = await readSourceTrust(engines.db);
  await learn();
  expect(await readSourceTrust(engines.db)).toEqual(first);
  const rates = [...(first.get('birthDate')?.sources.values() ?? [])].map(({ accuracy }) => accuracy);
  for (const [place, right] of [0.9, 0.5, 1].entries())
    expect(Math.abs((rates[place] ?? 0) - right)).toBeLessThan(0.05);
});

it('agreement is told higher than one source, one source higher than a contradiction, other fields not at all', async () => {
  const agreed = await birthDateOf('p11@trust.example');
  const alone = await birthDateOf(`p${people}@trust.example`);
  expect(agreed.birth?.probability).toBeGreaterThan(0.99);
  // p300 is a customer of the shop alone.
  expect(alone.birth?.probability).toBeGreaterThan(0.85);
  expect(alone.birth?.probability).toBeLessThan(0.95);
  expect(agreed.email?.probability).toBeNull();
});

it('a value corrected by hand has no figure: somebody knew', async () => {
  const { customerId } = await birthDateOf('p2@trust.example');
  const fields = { birthDate: '1980-02-03' };
  await inTransaction(engines.db, (trx) => rectifyCustomer(trx, { customerId, fields, at }));
  const { birth } = await birthDateOf('p2@trust.example');
  expect(birth).toMatchObject({ value: '1980-02-03', sureness: 'corrected', probability: null });
});
