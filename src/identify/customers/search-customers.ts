import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { CustomerFilter, CustomerSummary } from './api.ts';
import { findMatches, type Listed, type ListPlace } from './find-matches.ts';
import { type FoundCustomer, sourceNames } from './search.store.ts';
import { isTier } from './search.ts';

/**
 * A page of the customer list. A search gives the best first: whoever has exactly that number or e-mail, names that begin so, any
 * word that does, then pieces of words. Refuses a cursor that no page gave. */
export async function searchCustomers(
  db: Database,
  asked: CustomerFilter & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<
  Outcome<{
    items: CustomerSummary[];
    nextCursor: string | null;
    total: number | null;
    totalIsAtLeast: boolean;
  }>
> {
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  if (after === null)
    return refuse(
      'invalid',
      'cursor-unknown',
      'This cursor was not given by this list: start again without one.',
    );
  const pageAfter = await findMatches(db, asked);
  const [{ found, total, totalIsAtLeast }, names] = await Promise.all([
    pageAfter(after, asked.limit + 1),
    sourceNames(db),
  ]);
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    items: page.map((customer) => summaryOf(customer, names)),
    nextCursor: found.length > asked.limit && last !== undefined ? writeCursor(last) : null,
    total,
    totalIsAtLeast,
  };
}

function writeCursor(last: Listed): string {
  return Buffer.from(JSON.stringify([last.sort_name, last.customer_id, last.tier])).toString('base64url');
}

/** Null when it is not one of ours. */
function readCursor(cursor: string): ListPlace | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(read)) return null;
    const [name, id, tier = null] = read as unknown[];
    return typeof name === 'string' && !name.includes('\0') && Number.isSafeInteger(id) && isTier(tier)
      ? { name, id: Number(id), tier }
      : null;
  } catch {
    return null;
  }
}

function summaryOf(customer: FoundCustomer, names: ReadonlyMap<number, string>): CustomerSummary {
  return {
    customerId: customer.customer_id,
    civility: customer.civility,
    givenName: customer.given_name,
    familyName: customer.family_name,
    email: customer.email,
    phone: customer.phone,
    postcode: customer.postcode,
    city: customer.city,
    country: customer.country,
    cardNumber: customer.card_number,
    persons: customer.persons,
    sources: customer.sources.map((sourceId) => ({ sourceId, name: names.get(sourceId) ?? '' })),
    firstSeenAt: customer.first_seen_at.toISOString(),
  };
}
