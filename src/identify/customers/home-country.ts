import { type Database, sql } from '#platform/database';

/** The country meant when none is said (setting `customers.homeCountry`, ISO 3166 alpha-2); France as delivered. */
export async function readHomeCountry(trx: Database): Promise<string> {
  const { rows } = await sql<{ value: unknown }>`
    select value from platform.setting where key = 'customers.homeCountry'
  `.execute(trx);
  const value = rows[0]?.value;
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : 'FR';
}
