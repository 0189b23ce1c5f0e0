import { type Database, sql } from '#platform/database';
import type { Origin } from './golden-record.ts';

/** A row of identify.customer, as written. */
export type CustomerRow = {
  readonly customer_id: number;
  readonly civility: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birth_date: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly card_number: string | null;
  readonly other: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, Origin>>;
  readonly persons: number;
  readonly sources: readonly number[];
  readonly sort_name: string;
  readonly search_text: string;
  readonly first_seen_at: Date;
};

/** What the ledger says, by `channel:purpose[:brand]`. */
export type CustomerConsents = Readonly<
  Record<
    string,
    {
      readonly status: 'granted' | 'withdrawn';
      readonly at: string;
      readonly personId: number;
      readonly source: string;
    }
  >
>;

/** Writes golden records with their consents; answers only those that really changed. */
export async function upsertCustomers(
  trx: Database,
  customers: readonly CustomerRow[],
  change: { version: number; at: Date },
): Promise<Map<number, CustomerConsents>> {
  if (customers.length === 0) return new Map();
  const ids = customers.map((customer) => customer.customer_id);
  const { rows } = await sql<{ customer_id: number; consents: CustomerConsents }>`
    insert into identify.customer as kept (
      customer_id, civility, given_name, family_name, email, phone, birth_date, street, postcode, city, country, card_number,
      other, lineage, persons, sources, sort_name, search_text, first_seen_at, consents, changed_at, version)
    select r.*, coalesce(c.consents, '{}'), ${change.at}, ${change.version}
    from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb) as r (
      customer_id bigint, civility text, given_name text, family_name text, email text, phone text, birth_date date,
      street text, postcode text, city text, country text, card_number text, other jsonb, lineage jsonb, persons int,
      sources int[], sort_name text, search_text text, first_seen_at timestamptz)
    left join identify.consents_of(${ids}::bigint[]) c using (customer_id)
    on conflict (customer_id) do update set
      civility = excluded.civility, given_name = excluded.given_name, family_name = excluded.family_name,
      email = excluded.email, phone = excluded.phone, birth_date = excluded.birth_date, street = excluded.street,
      postcode = excluded.postcode, city = excluded.city, country = excluded.country, card_number = excluded.card_number,
      other = excluded.other, lineage = excluded.lineage, persons = excluded.persons, sources = excluded.sources,
      sort_name = excluded.sort_name, search_text = excluded.search_text, first_seen_at = excluded.first_seen_at,
      consents = excluded.consents, changed_at = excluded.changed_at, version = excluded.version
    where (kept.civility, kept.given_name, kept.family_name, kept.email, kept.phone, kept.birth_date, kept.street,
           kept.postcode, kept.city, kept.country, kept.card_number, kept.other, kept.lineage, kept.persons, kept.sources,
           kept.search_text, kept.first_seen_at, kept.consents)
      is distinct from
          (excluded.civility, excluded.given_name, excluded.family_name, excluded.email, excluded.phone,
           excluded.birth_date, excluded.street, excluded.postcode, excluded.city, excluded.country, excluded.card_number,
           excluded.other, excluded.lineage, excluded.persons, excluded.sources, excluded.search_text,
           excluded.first_seen_at, excluded.consents)
    returning customer_id, consents
  `.execute(trx);
  return new Map(rows.map((row) => [row.customer_id, row.consents]));
}

/** Removes golden records of persons who are no customer of their own any more; answers those that were. */
export async function deleteCustomers(trx: Database, customerIds: readonly number[]): Promise<number[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<{ customer_id: number }>`
    delete from identify.customer where customer_id = any (${customerIds}::bigint[]) returning customer_id
  `.execute(trx);
  return rows.map((row) => row.customer_id);
}

/** Rewrites the consents of existing golden records; answers the whole rows of those that changed. */
export async function rewriteConsents(
  trx: Database,
  customerIds: readonly number[],
  change: { version: number; at: Date },
): Promise<(CustomerRow & { consents: CustomerConsents })[]> {
  const { rows } = await sql<CustomerRow & { consents: CustomerConsents }>`
    update identify.customer kept
    set consents = coalesce(c.consents, '{}'), changed_at = ${change.at}, version = ${change.version}
    from unnest(${customerIds}::bigint[]) as asked (id)
    left join identify.consents_of(${customerIds}::bigint[]) c on c.customer_id = asked.id
    where kept.customer_id = asked.id and kept.consents is distinct from coalesce(c.consents, '{}')
    returning kept.*
  `.execute(trx);
  return rows;
}
