import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { openTestEngines, type TestEngines } from '#test/engines';
import { absorbPeople } from './absorb-people.ts';
import { forgetPeopleOfImport } from './forget-people-of-import.ts';
import type { PersonFields } from './person.ts';
import { refreshCustomers } from './refresh-customers.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

const at = new Date('2026-03-01T10:00:00Z');

async function newSource(name: string): Promise<number> {
  const { rows } = await sql<{ source_id: number }>`
    insert into identify.source (name, created_at) values (${name}, ${at}) returning source_id`.execute(
    engines.db,
  );
  return rows[0]?.source_id ?? 0;
}

async function take(
  sourceId: number,
  importId: number,
  people: Record<string, PersonFields | undefined>,
  when = at,
) {
  return engines.db.transaction().execute(async (trx) => {
    const ids = await absorbPeople(trx, {
      sourceId,
      importId,
      chunk: 0,
      at: when,
      people: Object.entries(people).map(([sourceKey, fields], line) => ({
        sourceKey,
        line: line + 1,
        ...(fields === undefined ? {} : { fields }),
      })),
    });
    await refreshCustomers(trx, { personIds: [...ids.values()], at: when });
    return ids;
  });
}

const customers = async () =>
  (
    await sql<{ customer_id: number; email: string | null; persons: number }>`
      select customer_id, given_name, family_name, email, phone, persons, sources from identify.customer order by customer_id`.execute(
      engines.db,
    )
  ).rows;

describe('customers', () => {
  test('persons of two sources with one e-mail are one customer; undoing the second import gives back the first state', async () => {
    const [shop, web] = [await newSource('shop'), await newSource('web')];
    await take(shop, 1, { a: { givenName: 'Anne', familyName: 'Petit', email: 'Anne@X.fr ' }, b: undefined });
    const before = await customers();
    expect(before).toHaveLength(2);
    await take(web, 2, {
      w: { givenName: 'ANNE', familyName: 'Petit', email: 'anne@x.fr', phone: '06 12 34 56 78' },
    });
    expect((await customers()).map((row) => row.persons)).toEqual([2, 1]);
    const { remaining } = await engines.db
      .transaction()
      .execute((trx) => forgetPeopleOfImport(trx, { importId: 2, at }));
    expect(remaining).toBe(0);
    expect(await customers()).toEqual(before);
  });
});
