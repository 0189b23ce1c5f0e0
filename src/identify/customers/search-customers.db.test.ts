import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsents } from '#identify/consent';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { absorbPeople } from './absorb-people.ts';
import { CustomerFilter } from './api.ts';
import { customerPage } from './customer-page.ts';
import { exportCustomers } from './export-customers.ts';
import type { PersonFields } from './person.ts';
import { refreshCustomers } from './refresh-customers.ts';
import { searchCustomers } from './search-customers.ts';

let engines: TestEngines;
const at = new Date('2026-03-01T10:00:00Z');

const people: Record<string, PersonFields> = {
  helene: {
    givenName: 'Hélène',
    familyName: 'Lefèvre',
    email: 'h.lefevre@exemple.fr',
    phone: '06 12 34 56 78',
    street: '12 rue de la Charité',
    postcode: '69002',
    city: 'Lyon',
  },
  martin: {
    givenName: 'Jean-Luc',
    familyName: 'Martin',
    email: 'martin@exemple.fr',
    cardNumber: 'FID 0042 77',
    city: 'LYON',
  },
  du: { givenName: 'Élodie', familyName: 'du Châtelet', phone: '+32 470 12 34 56', city: 'Nantes' },
  evil: { givenName: '=cmd|calc', familyName: '100%_pure', email: 'martine@exemple.org' },
  nameless: {},
};

beforeAll(async () => {
  engines = await openTestEngines();
  await sql`insert into identify.source (name, created_at) values ('shop', ${at}), ('web', ${at})`.execute(
    engines.db,
  );
  await engines.db.transaction().execute(async (trx) => {
    const said = Object.entries(people).map(([sourceKey, fields], line) => ({ sourceKey, line, fields }));
    const ids = await absorbPeople(trx, { sourceId: 1, importId: 1, chunk: 0, at, people: said });
    const web = await absorbPeople(trx, {
      ...{ sourceId: 2, importId: 2, chunk: 0, at },
      people: [{ sourceKey: 'w', line: 5, fields: { email: 'MARTIN@exemple.fr' } }],
    });
    await refreshCustomers(trx, { personIds: [...ids.values(), ...web.values()], at });
    await recordConsents(trx, {
      ...{ importId: null, chunk: null, at },
      consents: (['helene', 'martin'] as const).map((key) => ({
        ...{ personId: ids.get(key) ?? 0, channel: 'email', purpose: 'marketing', brand: '', occurredAt: at },
        ...{
          status: key === 'helene' ? ('granted' as const) : ('withdrawn' as const),
          source: 'web',
          line: null,
          evidence: {},
        },
      })),
    });
  });
});
afterAll(() => engines.close());

const list = async (asked: Partial<CustomerFilter>, limit = 50, cursor?: string) =>
  orThrow(await searchCustomers(engines.db, { ...CustomerFilter.parse(asked), limit, cursor }));
const names = async (asked: Partial<CustomerFilter>) =>
  (await list(asked)).items.map((item) => item.familyName);

test.each([
  ['helene lefevre', ['Lefèvre']],
  ['LEFÈVRE Hé', ['Lefèvre']],
  ['jean luc', ['Martin']],
  ['martin', ['Martin', '100%_pure']],
  ['69002 lyon', ['Lefèvre']],
  ['charite helene', ['Lefèvre']],
  ['lyon', ['Martin', 'Lefèvre']],
  ['@exemple.org', ['100%_pure']],
  ['lefevre@exem', ['Lefèvre']],
  ['luc martin', ['Martin']],
  ['hatel', ['du Châtelet']],
  ['69002', ['Lefèvre']],
  ['martin@', ['Martin']],
  ['0033 (0)6.12', ['Lefèvre']],
  ['martin@exemple.fr', ['Martin']],
  ['MARTINE@EXEMPLE.ORG', ['100%_pure']],
  ['06 12 34', ['Lefèvre']],
  ['+33 6 12 34 56 78', ['Lefèvre']],
  ['0033612345678', ['Lefèvre']],
  ['32470', ['du Châtelet']],
  ['fid004277', ['Martin']],
  ['004277', ['Martin']],
  ['du ch', ['du Châtelet']],
  ['%', ['100%_pure', 'du Châtelet', 'Lefèvre', 'Martin', null]],
  ['100%', ['100%_pure']],
  ["'; drop table x --", []],
  ['nobody here', []],
])('searching %s', async (search, found) => {
  expect(await names({ search })).toEqual(found);
});

test('filters by city whatever its case, by source, by consent', async () => {
  expect(await names({ city: 'lyon' })).toEqual(['Lefèvre', 'Martin']);
  expect(await names({ sourceId: 2 })).toEqual(['Martin']);
  expect(await names({ consent: 'email:marketing' })).toEqual(['Lefèvre']);
  expect(await names({ consent: 'email:marketing', consentStatus: 'withdrawn' })).toEqual(['Martin']);
  expect(await names({ consent: 'email:marketing', consentStatus: 'unknown' })).toHaveLength(3);
});

test.each(['name', 'newest'] as const)('pages by %s neither repeat nor miss anybody', async (sort) => {
  const whole = await list({ sort });
  expect(whole).toMatchObject({ total: 5, totalIsAtLeast: false, nextCursor: null });
  for (const limit of [1, 2, 3]) {
    const paged: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ sort }, limit, cursor);
      paged.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole.items);
  }
});

test.each(['e', 'lyon', 'martin', '06'])(
  'pages of a search for %s neither repeat nor miss anybody',
  async (search) => {
    const whole = (await list({ search })).items;
    const paged: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ search }, 1, cursor);
      paged.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
  },
);

test('a cursor no page gave is refused', async () => {
  for (const cursor of ['x', '', Buffer.from('["a"]').toString('base64url')]) {
    const asked = { ...CustomerFilter.parse({}), limit: 10, cursor };
    expect(await searchCustomers(engines.db, asked)).toMatchObject({ code: 'cursor-unknown' });
  }
});

test('the page names, for each field, the source, line and day it came from', async () => {
  const [martin] = (await list({ search: 'jean luc' })).items;
  const page = orThrow(
    await customerPage({ db: engines.db, parts: [] }, { customerId: martin?.customerId ?? 0 }),
  );
  expect(page.persons.map((person) => person.source.name)).toEqual(['shop', 'web']);
  const field = (name: string) => page.fields.find((one) => one.field === name);
  expect(field('email')).toEqual({
    ...{ field: 'email', value: 'martin@exemple.fr', source: { sourceId: 2, name: 'web' } },
    ...{ importId: 2, line: 5, recordedAt: '2026-03-01T10:00:00.000Z', since: '2026-03-01T10:00:00.000Z' },
    ...{ rule: 'latest', sureness: 'agreed', probability: null, sources: 2, others: [] },
  });
  expect(field('cardNumber')).toMatchObject({ value: 'FID004277', source: { name: 'shop' } });
  expect(await customerPage({ db: engines.db, parts: [] }, { customerId: 12_345 })).toMatchObject({
    kind: 'not-found',
  });
});

test('the export holds the whole list, and no cell that a spreadsheet would run', async () => {
  let file = '';
  for await (const block of exportCustomers(engines.db, CustomerFilter.parse({}))) file += block;
  const rows: Record<string, string>[] = parse(file, { delimiter: ';', columns: true, bom: true });
  expect(rows.map((row) => row['family_name'])).toEqual([
    '100%_pure',
    'du Châtelet',
    'Lefèvre',
    'Martin',
    '',
  ]);
  expect(rows[0]).toMatchObject({ given_name: "'=cmd|calc", sources: 'shop' });
  expect(rows[2]).toMatchObject({ phone: "'+33612345678", persons: '1', first_seen_at: at.toISOString() });
});
