import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { saveProducts } from '#identify/catalogue';
import {
  absorbPeople,
  customersAttributes,
  type PersonFields,
  readOtherFields,
  refreshCustomers,
} from '#identify/customers';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import { appendFacts } from './append-facts.ts';
import { categoriesAttributes, marginsAttributes, ordersAttributes } from './history.attributes.ts';

let engines: TestEngines;
const at = new Date('2026-03-01T10:00:00Z');
const now = new Date('2026-06-15T12:00:00Z');

const people: Record<string, PersonFields> = {
  anne: {
    ...{
      civility: 'Mme',
      givenName: 'Anne',
      email: 'anne@exemple.fr',
      phone: '0612345678',
      birthDate: '1980-06-16',
    },
    ...{ street: '1 rue A', postcode: '20137', city: 'Porto-Vecchio', country: 'France' },
    other: { 'Taille du foyer': '4', city: 'autre', "l'âge": '7' },
  },
  bob: { postcode: '97110', birthDate: '1980-06-15' },
  cleo: { postcode: '20200', country: 'BE' },
  dan: { postcode: '20600' },
  eve: { postcode: '69001' },
};

beforeAll(async () => {
  engines = await openTestEngines();
  const { db, warehouse } = engines;
  await sql`insert into identify.source (name, created_at) values ('shop', ${at}), ('web', ${at})`.execute(
    db,
  );
  await db.transaction().execute(async (trx) => {
    const said = Object.entries(people).map(([sourceKey, fields], line) => ({ sourceKey, line, fields }));
    const ids = await absorbPeople(trx, { sourceId: 1, importId: 1, chunk: 0, at, people: said });
    const web = await absorbPeople(trx, {
      ...{ sourceId: 2, importId: 2, chunk: 0, at },
      people: [{ sourceKey: 'w', line: 0, fields: { email: 'anne@exemple.fr' } }],
    });
    await refreshCustomers(trx, { personIds: [...ids.values(), ...web.values()], at });
    const products = [
      { sku: 'tea', category: 'Boissons', cost: '2' },
      { sku: 'cup', category: 'Arts de la table' },
    ];
    await saveProducts(trx, { importId: 1, at, products });
  });
  await createRelay({ server: engines.database, warehouse, log: silentLog }).flush();
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  const line = (
    person: number,
    order: string,
    when: string,
    sku: string,
    quantity: number,
    net: string,
    more = {},
  ) => ({
    ...{
      person_id: person,
      source_id: 1,
      order_key: order,
      ordered_at: when,
      sku,
      quantity,
      net,
      currency: 'EUR',
      ...more,
    },
  });
  await appendFacts(warehouse, {
    table: 'order_lines',
    rows: [
      line(1, 'A', '2024-01-01T10:00:00Z', 'tea', 1, '100'),
      line(1, 'B', '2026-06-01T13:00:00Z', 'tea', 3, '15.5', { channel: 'shop' }),
      line(6, 'C', '2026-06-10T13:00:00Z', 'cup', 1, '4.5', { channel: 'web', unit_cost: '1.25' }),
      line(6, 'C', '2026-06-10T13:00:00Z', 'pin', 2, '20', { channel: 'web' }),
      line(1, 'D', '2026-06-10T13:00:00Z', 'tea', -1, '-5', { channel: 'web' }),
      line(1, 'E', '2026-12-10T13:00:00Z', 'tea', 1, '999'),
      line(2, 'F', '2026-06-14T13:00:00Z', 'pin', 1, '7'),
    ],
    token: 'a',
  });
});
afterAll(() => engines.close());

test('every attribute is one query away, of one row a customer', async () => {
  const registry = createRegistry([
    customersAttributes(await readOtherFields(engines.warehouse)),
    ordersAttributes,
    marginsAttributes,
    categoriesAttributes,
  ]);
  const columns = registry.list().map((attribute) => attribute.name);
  const { query, parameters } = registry.selectCustomers({ condition: { and: [] }, columns, now });
  const [anne, bob, cleo, dan, eve, ...more] = await engines.warehouse.query<Record<string, unknown>>(
    query,
    parameters,
  );
  expect(more).toEqual([]);
  expect(anne).toMatchObject({
    ...{ civility: 'Mme', givenName: 'Anne', age: 45, birthday: '06-16', department: '2A', country: 'FR' },
    ...{
      hasEmail: true,
      hasPhone: true,
      hasAddress: true,
      emailDomain: 'exemple.fr',
      consentEmail: 'unknown',
    },
    ...{ sources: ['shop', 'web'], persons: 2, tailleDuFoyer: '4', otherCity: 'autre', lAge: '7' },
    ...{
      orders: 4,
      lastChannel: 'web',
      daysSinceLastOrder: 4,
      categoriesBought: ['Arts de la table', 'Boissons'],
    },
    ...{ netSales: '135', netSales12Months: '35', averageBasket: '33.75' },
    // 15.5 − 3 × 2, 4.5 − 1.25, −5 + 2; the pins' cost is unknown: 25 of 45 are covered.
    margin12Months: '9.75',
  });
  expect(anne?.['margin12MonthsCoverage']).toBeCloseTo(25 / 45, 12);
  expect(anne?.['returnsShare']).toBeCloseTo(5 / 140, 12);
  expect(bob).toMatchObject({
    age: 46,
    department: '971',
    hasEmail: false,
    margin12Months: null,
    netSales: '7',
    categoriesBought: [],
  });
  expect(cleo).toMatchObject({
    department: null,
    orders: 0,
    netSales: '0',
    averageBasket: null,
    lastOrderAt: null,
    age: null,
  });
  expect([dan?.['department'], eve?.['department']]).toEqual(['2B', '69']);
});
