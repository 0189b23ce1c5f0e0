import type { CustomerRow } from './customers.store.ts';
import { digitsOf, foldText } from './fold.ts';
import type { GoldenRecord } from './golden-record.ts';
import type { StoredPerson } from './persons.store.ts';

/**
 * The words and digits by which a customer is found: folded name, e-mail and its parts, phone as dialled and in full, card,
 * city, postcode. Starts and ends with a space, so that ' du' finds words that begin with "du".
 */
export function searchText(golden: GoldenRecord): string {
  const { givenName, familyName, email, phone, cardNumber, city, postcode } = golden.fields;
  const international = digitsOf(phone ?? '');
  const national = international.startsWith('33') ? `0${international.slice(2)}` : '';
  const words = [familyName, givenName, email?.split('@').join(' '), city].map((text) =>
    foldText(text ?? ''),
  );
  const exact = [email, international, national, cardNumber?.toLowerCase(), postcode?.toLowerCase()];
  return ` ${[...words, ...exact].filter((word) => word !== undefined && word !== '').join(' ')} `;
}

/** The golden row of a cluster. */
export function customerRow(
  customerId: number,
  persons: readonly StoredPerson[],
  golden: GoldenRecord,
): CustomerRow {
  const { fields } = golden;
  const created = persons.map((person) => person.createdAt.getTime());
  return {
    customer_id: customerId,
    civility: fields.civility ?? null,
    given_name: fields.givenName ?? null,
    family_name: fields.familyName ?? null,
    email: fields.email ?? null,
    phone: fields.phone ?? null,
    birth_date: fields.birthDate ?? null,
    street: fields.street ?? null,
    postcode: fields.postcode ?? null,
    city: fields.city ?? null,
    country: fields.country ?? null,
    card_number: fields.cardNumber ?? null,
    other: golden.other,
    lineage: golden.lineage,
    persons: persons.length,
    sources: [...new Set(persons.map((person) => person.sourceId))].sort((a, b) => a - b),
    sort_name: foldText(`${fields.familyName ?? ''} ${fields.givenName ?? ''}`),
    search_text: searchText(golden),
    first_seen_at: new Date(created.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY)),
  };
}
