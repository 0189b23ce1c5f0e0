import { type DatabaseServer, inTransaction } from '#platform/database';
import { companiesOf } from './company.ts';
import { readEmployed, replaceCompanies } from './companies.store.ts';

/** Works out every company anew from what people's latest records say: a pure function of what is stored. Answers how many there are. */
export async function deriveCompanies(needs: {
  readonly server: DatabaseServer;
}): Promise<{ companies: number }> {
  const companies = companiesOf(await readEmployed(needs.server));
  await inTransaction(needs.server.db, (trx) => replaceCompanies(trx, companies));
  return { companies: companies.length };
}
