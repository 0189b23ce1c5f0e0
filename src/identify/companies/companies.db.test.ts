import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mapping } from '#identify/sources';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import { deriveCompanies } from './derive-companies.ts';
import { setParent } from './set-parent.ts';
import { companiesPart, type CompanyNeeds, pageOfCompanies, viewCompany } from './view-company.ts';

let engines: TestEngines;
let needs: CompanyNeeds;

const people = `id;nom;prenom;societe;siren;siret;fonction;maison mere;mail
1;Martin;Zoé;Dupont et fils SARL;732 829 320;;Gérante;552032534;zoe@dupont.example
2;Petit;Léo;DUPONT & FILS;;73282932000074;Achats;;leo@dupont.example
3;Roux;Ana;Danone;552 032 534;;Acheteuse;;ana@danone.example
4;Blanc;Ida;Garage inconnu;123456789;;;;ida@garage.example
5;Vidal;Tom;;;;;;tom@example.org
`;
const orders =
  'client;commande;date;article;prix\n1;A1;2026-05-01;S1;100\n2;A2;2026-06-01;S1;20.5\n5;A3;2026-06-01;S1;7\n';

beforeAll(async () => {
  engines = await openTestEngines();
  needs = { db: engines.db, warehouse: engines.warehouse, clock: standingClock('2026-11-22T08:00:00Z') };
  const files = { people: join(engines.folder, 'people.csv'), orders: join(engines.folder, 'orders.csv') };
  writeFileSync(files.people, people);
  writeFileSync(files.orders, orders);
  const format = { kind: 'csv', delimiter: ';' };
  const person = { key: 'id', familyName: 'nom', givenName: 'prenom', email: 'mail' };
  const work = {
    companyName: 'societe',
    siren: 'siren',
    siret: 'siret',
    jobTitle: 'fonction',
    parentSiren: 'maison mere',
  };
  await importAll(
    importNeeds(engines),
    files.people,
    Mapping.parse({
      name: 'people',
      source: 'b2b',
      format,
      records: [{ kind: 'person', fields: { ...person, ...work } }],
    }),
  );
  const line = {
    person: 'client',
    order: 'commande',
    at: 'date',
    sku: 'article',
    unitPrice: 'prix',
    currency: { constant: 'EUR' },
  };
  await importAll(
    importNeeds(engines),
    files.orders,
    Mapping.parse({ name: 'orders', source: 'b2b', format, records: [{ kind: 'orderLine', fields: line }] }),
  );
  await deriveCompanies({ server: engines.database });
});
afterAll(() => engines.close());

async function idOf(name: string): Promise<number> {
  const { items } = orThrow(await pageOfCompanies(engines.db, { search: name, limit: 10 }));
  return items[0]?.companyId ?? 0;
}

describe('companies of an imported file', () => {
  it('show who works there, where, and what all of them bought', async () => {
    const company = orThrow(await viewCompany(needs, { companyId: await idOf('dupont') }));
    expect(company).toMatchObject({
      siren: '732829320',
      people: 2,
      parent: { siren: '552032534', name: 'Danone' },
      headSiren: '552032534',
      establishments: [{ siret: '73282932000074', people: 1 }],
      sales: { orders: 2, netSales: '120.5', currency: 'EUR' },
    });
    expect(company.members.map(({ name, jobTitle }) => [name, jobTitle])).toEqual([
      ['Zoé Martin', 'Gérante'],
      ['Léo Petit', 'Achats'],
    ]);
    const danone = orThrow(await viewCompany(needs, { companyId: await idOf('danone') }));
    expect(danone).toMatchObject({ parent: null, headSiren: null, subsidiaries: [{ siren: '732829320' }] });
  });

  it('are listed by name, found by name or SIREN, page by page; one with a wrong number has none', async () => {
    const all = orThrow(await pageOfCompanies(engines.db, { search: '', limit: 10 }));
    expect(all.items.map(({ name, siren }) => [name, siren])).toEqual([
      ['Danone', '552032534'],
      ['Dupont et fils SARL', '732829320'],
      ['Garage inconnu', null],
    ]);
    const first = orThrow(await pageOfCompanies(engines.db, { search: '', limit: 2 }));
    const second = orThrow(
      await pageOfCompanies(engines.db, { search: '', limit: 2, cursor: first.nextCursor ?? '' }),
    );
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.nextCursor).toBeNull();
    for (const search of ['732 829', 'fils dup', 'DUPONT'])
      expect(orThrow(await pageOfCompanies(engines.db, { search, limit: 5 })).total, search).toBe(1);
  });

  it('are on the page of who works there, and on nobody else’s', async () => {
    const part = companiesPart(engines.db);
    const { rows } = await sql<{
      id: number;
      key: string;
    }>`select person_id as id, source_key as key from identify.person`.execute(engines.db);
    const read = (key: string) => {
      const id = rows.find((row) => row.key === key)?.id ?? 0;
      return part.read({ customerId: id, personIds: [id] });
    };
    expect(await read('2')).toMatchObject([
      { siren: '732829320', jobTitle: 'Achats', siret: '73282932000074' },
    ]);
    expect(await read('5')).toEqual([]);
  });

  it('come out the same again', async () => {
    const dump = async () =>
      (
        await sql`select * from identify.company c join identify.company_role r using (company_id) order by r.person_id`.execute(
          engines.db,
        )
      ).rows;
    const before = await dump();
    await deriveCompanies({ server: engines.database });
    expect(await dump()).toEqual(before);
  });
});

describe('the group of a company, by hand', () => {
  const set = async (name: string, parentSiren: string | null) =>
    setParent(needs, { companyId: await idOf(name), parentSiren, by: 'anna' });
  const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : undefined);

  it('refuses a circle, a wrong number and a company without one', async () => {
    expect(codeOf(await set('danone', '732829320'))).toBe('group-in-a-circle');
    expect(codeOf(await set('danone', '552032534'))).toBe('group-in-a-circle');
    expect(codeOf(await set('danone', '123456789'))).toBe('siren-invalid');
    expect(codeOf(await set('garage', '552032534'))).toBe('company-without-siren');
    expect(codeOf(await setParent(needs, { companyId: 999_999, parentSiren: null, by: 'anna' }))).toBe(
      'company-not-found',
    );
  });

  it('wins over what records say, and stays when companies are worked out anew', async () => {
    orThrow(await set('dupont', null));
    await deriveCompanies({ server: engines.database });
    expect(orThrow(await viewCompany(needs, { companyId: await idOf('dupont') })).parent).toBeNull();
    orThrow(await set('danone', '732 829 320'));
    expect(orThrow(await viewCompany(needs, { companyId: await idOf('danone') })).headSiren).toBe(
      '732829320',
    );
  });
});
