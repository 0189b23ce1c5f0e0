import { sql, type Database } from '#platform/database';
import { type AbsorbedPerson, absorbPeople, refreshCustomers } from '#identify/customers';
import { marketColumns, type MarketRecords } from './market-records.ts';

const fieldNames = {
  civility: 'civility',
  family_name: 'familyName',
  given_name: 'givenName',
  birth_date: 'birthDate',
  street: 'street',
  postcode: 'postcode',
  city: 'city',
  phone: 'phone',
  email: 'email',
} as const;
const columnAt = (name: (typeof marketColumns)[number]) => marketColumns.indexOf(name);

/** The sources of the simulated retailer, in the order of their numbers once they are made. */
export const marketSources = ['shop', 'phone', 'web'];

/** Makes the sources of the simulated retailer. */
export async function makeMarketSources(db: Database): Promise<void> {
  for (const name of marketSources)
    await sql`insert into identify.source (name, created_at) values (${name}, now())`.execute(db);
}

/** Takes in some rows of the simulated retailer as one chunk of an import, as an import would. */
export function takeRows(
  db: Database,
  rows: readonly (readonly string[])[],
  of: { readonly importId: number; readonly chunk: number; readonly at: Date },
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const [at, source] of marketSources.entries()) {
      const people = rows.flatMap((row, place): AbsorbedPerson[] => {
        if (row[columnAt('source')] !== source) return [];
        const said = Object.entries(fieldNames).map(([column, name]) => [
          name,
          row[columnAt(column as keyof typeof fieldNames)] ?? '',
        ]);
        const sourceKey = row[columnAt('key')] ?? '';
        return [
          { sourceKey, line: of.chunk * 100_000 + place + 1, fields: Object.fromEntries(said) as object },
        ];
      });
      const ids = await absorbPeople(trx, { ...of, sourceId: at + 1, people });
      // Whoever was erased is answered as nobody.
      const personIds = [...ids.values()].filter((personId) => personId > 0);
      await refreshCustomers(trx, { personIds, at: of.at });
    }
  });
}

/** Whose each record of the market is now: the customer's number, record after record. */
export async function customersOfRows(db: Database, rows: MarketRecords['rows']): Promise<Int32Array> {
  const { rows: found } = await sql<{ name: string; customer: number }>`
    select s.name || ' ' || p.source_key as name, coalesce(o.customer_id, p.person_id) as customer
    from identify.person p join identify.source s using (source_id) left join identify.customer_of o using (person_id)
  `.execute(db);
  const customerOf = new Map(found.map(({ name, customer }) => [name, customer]));
  return Int32Array.from(
    rows,
    (row) => customerOf.get(`${row[columnAt('source')]} ${row[columnAt('key')]}`) ?? -1,
  );
}
