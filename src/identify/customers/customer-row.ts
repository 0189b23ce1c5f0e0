import { foldText } from '#analytics/text';
import { digitsOf } from '#identify/particulars';
import type { CustomerRow } from './customers.store.ts';
import type { GoldenRecord } from './golden-record.ts';
import type { StoredPerson } from './persons.store.ts';

/**
 * The words and digits by which a customer is found: folded name, e-mail, phone as dialled at home, card, folded address.
 * Starts and ends with a space, so that ' du' finds words that begin with "du" and ' 0612345678 ' that number and no longer one.
 */
export function searchText(golden: GoldenRecord): string {
  const { givenName, familyName, email, phone, cardNumber, street, postcode, city } = golden.fields;
  const words = [
    foldText(familyName ?? ''),
    foldText(givenName ?? ''),
    email?.toLowerCase() ?? '',
    searchableDigits(phone ?? ''),
    cardNumber?.toLowerCase() ?? '',
    foldText(`${street ?? ''} ${postcode ?? ''} ${city ?? ''}`),
  ];
  return ` ${words.filter((word) => word !== '').join(' ')} `;
}

/** The digits of a phone number as they are searched: French ones as dialled at home (0612345678), others in full. */
export function searchableDigits(phone: string): string {
  return digitsOf(phone).replace(/^(00)?33(?=[1-9]\d*$)/, '0');
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
