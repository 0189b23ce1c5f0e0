import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import { absorbPeople } from './absorb-people.ts';
import { forgetPeopleOfImport } from './forget-people-of-import.ts';
import type { PersonFields } from './person.ts';
import { refreshCustomers } from './refresh-customers.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
  await sql`insert into identify.source (name, created_at) select 'source ' || n, now() from generate_series(1, 4) n`.execute(
    engines.db,
  );
});
afterAll(() => engines.close());

const at = new Date('2026-03-01T10:00:00Z');

beforeEach(() =>
  sql`truncate identify.person, identify.person_key, identify.customer, identify.customer_of, identify.crowded_key restart identity cascade`.execute(
    engines.db,
  ),
);

type Said = readonly [sourceKey: string, fields?: PersonFields];

function take(sourceId: number, importId: number, people: readonly Said[], chunk = 0) {
  return engines.db.transaction().execute(async (trx) => {
    const said = people.map(([sourceKey, fields], place) => ({
      sourceKey,
      line: chunk * 1000 + place + 1,
      ...(fields === undefined ? {} : { fields }),
    }));
    const ids = await absorbPeople(trx, { sourceId, importId, chunk, at, people: said });
    await refreshCustomers(trx, { personIds: [...ids.values()], at });
    return ids;
  });
}

function undo(importId: number, limit?: number) {
  const input = { importId, at, ...(limit === undefined ? {} : { limit }) };
  return engines.db.transaction().execute((trx) => forgetPeopleOfImport(trx, input));
}

/** Clusters by the source keys of their persons, whatever the numbers. */
async function clusters(): Promise<string[]> {
  const { rows } = await sql<{ keys: string }>`
    select string_agg(p.source_id || p.source_key, ' ' order by p.source_id, p.source_key) as keys
    from identify.customer c
    join identify.person p on p.person_id = c.customer_id
      or p.person_id in (select o.person_id from identify.customer_of o where o.customer_id = c.customer_id)
    group by c.customer_id, c.persons having count(*) = c.persons`.execute(engines.db);
  return rows.map((row) => row.keys).sort();
}

/** Every derived row, as it is, but for its version and times. */
async function derived() {
  const { rows } = await sql<object>`
    select (select jsonb_agg(to_jsonb(c) - 'version' - 'changed_at' order by customer_id) from identify.customer c) as customers,
           (select jsonb_agg(to_jsonb(o) order by person_id) from identify.customer_of o) as clusters,
           (select jsonb_agg(to_jsonb(k) order by person_id, kind) from identify.person_key k) as keys,
           (select jsonb_agg(to_jsonb(r) order by person_id, import_id) from identify.person_record r) as records,
           (select jsonb_agg(to_jsonb(p) order by person_id) from identify.person p) as persons`.execute(
    engines.db,
  );
  return rows[0];
}

describe('customers', () => {
  test('persons of two sources with one e-mail are one customer; undoing gives back the state before', async () => {
    await take(1, 1, [['a', { givenName: 'Anne', familyName: 'Petit', email: 'Anne@X.fr ' }], ['b']]);
    const before = await derived();
    expect(await clusters()).toEqual(['1a', '1b']);
    await take(2, 2, [
      ['w', { givenName: 'ANNE', email: 'anne@x.fr', phone: '06 12 34 56 78' }],
      ['v', { givenName: 'Anne', phone: '+33612345678' }],
    ]);
    expect(await clusters()).toEqual(['1a 2v 2w', '1b']);
    expect(await undo(2)).toEqual({ forgotten: 2, remaining: 0 });
    expect(await derived()).toEqual(before);
    expect(await undo(2)).toEqual({ forgotten: 0, remaining: 0 });
  });

  test('an undo in steps ends where one in a single step does', async () => {
    const second: Said[] = [['w', { email: 'anne@x.fr' }], ['v', { phone: '0612345678' }], ['u']];
    await take(1, 1, [['a', { email: 'anne@x.fr', phone: '0612345678' }]]);
    const before = await derived();
    await take(2, 2, second);
    let left = 1;
    while (left > 0) left = (await undo(2, 1)).remaining;
    expect(await derived()).toEqual(before);
  });

  test('the same chunk again changes nothing and mirrors nothing', async () => {
    const chunk: Said[] = [
      ['a', { email: 'a@x.fr', cardNumber: '77' }],
      ['b', { cardNumber: '77' }],
    ];
    await take(1, 1, chunk);
    const before = await derived();
    const outbox = () => sql<{ count: number }>`select count(*) from platform.outbox`.execute(engines.db);
    const { rows } = await outbox();
    await take(1, 1, chunk);
    expect(await derived()).toEqual(before);
    expect((await outbox()).rows).toEqual(rows);
  });

  test('a household that shares a phone stays two customers', async () => {
    await take(1, 1, [
      ['a', { givenName: 'Anne', phone: '0142685300' }],
      ['b', { givenName: 'Bernard', phone: '01 42 68 53 00' }],
      ['c', { givenName: 'Anne', phone: '0142685300' }],
    ]);
    expect(await clusters()).toEqual(['1a 1c', '1b']);
  });

  test('a later e-mail parts what the earlier one joined', async () => {
    await take(1, 1, [['a', { email: 'shared@x.fr' }]]);
    await take(2, 2, [['b', { email: 'shared@x.fr' }]]);
    expect(await clusters()).toEqual(['1a 2b']);
    await engines.db.transaction().execute(async (trx) => {
      const later = new Date('2026-04-01T00:00:00Z');
      const people = [{ sourceKey: 'b', line: 1, fields: { email: 'own@x.fr' } }];
      const ids = await absorbPeople(trx, { sourceId: 2, importId: 3, chunk: 0, at: later, people });
      await refreshCustomers(trx, { personIds: [...ids.values()], at: later });
    });
    expect(await clusters()).toEqual(['1a', '2b']);
  });

  test('when one name of a household is taken back, its nameless record finds the other', async () => {
    await take(1, 1, [['a', { givenName: 'Anne', phone: '0142685300' }]]);
    await take(2, 2, [['b', { givenName: 'Bernard', phone: '0142685300' }]]);
    await take(3, 3, [['c', { phone: '0142685300' }]]);
    expect(await clusters()).toEqual(['1a', '2b', '3c']);
    await undo(2);
    expect(await clusters()).toEqual(['1a 3c']);
  });

  test('a value that more than a hundred persons carry joins nobody, and does again when few are left', async () => {
    const crowd = (from: number, count: number): Said[] =>
      Array.from({ length: count }, (_, place) => [`k${from + place}`, { phone: '0142685300' }] as const);
    await take(1, 1, crowd(0, 60));
    expect(await clusters()).toHaveLength(1);
    await take(2, 2, crowd(60, 60));
    expect(await clusters()).toHaveLength(120);
    await undo(2);
    expect(await clusters()).toHaveLength(1);
  });

  test('two workers at once take in the same people: one person each, no deadlock', async () => {
    const people = Array.from(
      { length: 40 },
      (_, place) => [`k${place}`, { email: `p${place % 10}@x.fr` }] as const,
    );
    const workers = Array.from({ length: 8 }, (_, worker) =>
      take(1 + (worker % 2), 1 + worker, worker % 3 === 0 ? people : [...people].reverse(), worker),
    );
    await Promise.all(workers);
    const { rows } = await sql<{ persons: number }>`select count(*) as persons from identify.person`.execute(
      engines.db,
    );
    expect(rows[0]?.persons).toBe(80);
    expect(await clusters()).toHaveLength(10);
  });

  test('names and fields hold whatever a file holds', async () => {
    await take(1, 1, [
      [
        '=1+1',
        {
          familyName: `O'Brien \u0000"\\`,
          givenName: '𝒜nne',
          email: 'not an e-mail',
          birthDate: '2024-02-31',
        },
      ],
      [' ', { phone: `${'9'.repeat(5000)}`, other: { 'a"b': "c'd", '': 'x' } }],
    ]);
    const { rows } = await sql<{ family_name: string; birth_date: null; other: object }>`
      select family_name, birth_date, other from identify.customer order by customer_id`.execute(engines.db);
    expect(rows).toMatchObject([
      { family_name: `O'Brien "\\`, birth_date: null },
      { other: { 'a"b': "c'd" } },
    ]);
  });

  test('the order in which records arrive does not change who is one customer', async () => {
    const value = fc.constantFrom(undefined, '1', '2', '3');
    const record = fc.record({
      source: fc.integer({ min: 1, max: 4 }),
      givenName: fc.constantFrom('', 'J', 'Jean', 'Anne', 'Bernard'),
      email: value,
      phone: value,
      card: value,
    });
    const world = fc
      .array(record, { minLength: 1, maxLength: 10 })
      .chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray([...records.keys()], { minLength: records.length }),
        ),
      );
    const load = async (records: readonly (readonly [number, Said])[]) => {
      await sql`truncate identify.person, identify.person_key, identify.customer, identify.customer_of, identify.crowded_key restart identity cascade`.execute(
        engines.db,
      );
      for (const [place, [source, said]] of records.entries()) await take(source, 1, [said], place);
      return clusters();
    };
    await fc.assert(
      fc.asyncProperty(world, async ([records, order]) => {
        const said = records.map(({ source, givenName, email, phone, card }, place) => {
          const fields = {
            givenName,
            email: email === undefined ? '' : `p${email}@x.fr`,
            phone: phone === undefined ? '' : `014268530${phone}`,
            cardNumber: card ?? '',
          };
          return [source, [`k${place}`, fields]] as const;
        });
        const shuffled = order.flatMap((place) => said.slice(place, place + 1));
        expect(await load(shuffled)).toEqual(await load(said));
      }),
      { numRuns: 25 },
    );
  });

  test('the warehouse knows each customer once, and by whom persons are known', async () => {
    const relay = createRelay({ server: engines.database, warehouse: engines.warehouse, log: silentLog });
    const mirrored = async () => {
      await relay.flush();
      await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
      return engines.warehouse.query<object>(
        `SELECT customer_id, email_domain, has_phone, sources, source_names, persons,
                dictGetOrDefault('customer_of', 'customer_id', toUInt64(2), toUInt64(2)) AS of_2
         FROM customers FINAL WHERE is_deleted = 0 ORDER BY customer_id`,
      );
    };
    await mirrored();
    await engines.warehouse.command('TRUNCATE TABLE customers');
    await take(1, 1, [['a', { email: 'a@x.fr' }]]);
    await take(2, 2, [['b', { email: 'a@x.fr', phone: '0612345678' }]]);
    const joined = {
      customer_id: 1,
      has_phone: 1,
      sources: [1, 2],
      source_names: ['source 1', 'source 2'],
      persons: 2,
    };
    expect(await mirrored()).toMatchObject([{ ...joined, email_domain: 'x.fr', of_2: 1 }]);
    await undo(1);
    expect(await mirrored()).toMatchObject([{ customer_id: 2, persons: 1, sources: [2], of_2: 2 }]);
  });
});
