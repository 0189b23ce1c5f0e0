import type { Database } from '#platform/database';
import { readSetting } from '#platform/settings';

/** The country meant when none is said (setting `customers.homeCountry`, ISO 3166 alpha-2); France as delivered. */
export async function readHomeCountry(trx: Database): Promise<string> {
  const value = await readSetting(trx, 'customers.homeCountry');
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : 'FR';
}
