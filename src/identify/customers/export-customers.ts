import { csvLine, csvStart } from '#platform/csv';
import type { Database } from '#platform/database';
import type { CustomerFilter } from './api.ts';
import { findMatches, type ListPlace } from './find-matches.ts';
import { sourceNames } from './search.store.ts';

const header = [
  'customer_id',
  'civility',
  'given_name',
  'family_name',
  'email',
  'phone',
  'birth_date',
  'street',
  'postcode',
  'city',
  'country',
  'card_number',
  'persons',
  'sources',
  'first_seen_at',
];

/** The customers of a list as CSV for spreadsheets, streamed page by page in the list's order: memory stays flat. */
export async function* exportCustomers(db: Database, asked: CustomerFilter): AsyncGenerator<string> {
  const names = await sourceNames(db);
  yield csvStart + csvLine(header);
  const pageAfter = await findMatches(db, asked);
  let after: ListPlace | undefined;
  for (;;) {
    const { found: page } = await pageAfter(after, 1000);
    let block = '';
    for (const row of page) {
      const sources = row.sources.map((sourceId) => names.get(sourceId) ?? '').join(', ');
      const identity = [row.customer_id, row.civility, row.given_name, row.family_name, row.email, row.phone];
      const address = [row.birth_date, row.street, row.postcode, row.city, row.country, row.card_number];
      block += csvLine([...identity, ...address, row.persons, sources, row.first_seen_at]);
    }
    if (block !== '') yield block;
    const last = page.at(-1);
    if (page.length < 1000 || last === undefined) return;
    after = { name: last.sort_name, id: last.customer_id, tier: last.tier };
  }
}
