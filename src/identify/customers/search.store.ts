import { type Database, sql } from '#platform/database';
import type { CustomerFilter } from './api.ts';
import { searchPatterns } from './search.ts';

export type FoundCustomer = {
  readonly customer_id: number;
  readonly civility: string | null;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly card_number: string | null;
  readonly birth_date: string | null;
  readonly persons: number;
  readonly sources: number[];
  readonly first_seen_at: Date;
  readonly sort_name: string;
};

/** Where a page of customers ended. */
export type CustomerCursor = { readonly name: string; readonly id: number };

type Asked = Omit<CustomerFilter, 'sort'>;

function conditions(asked: Asked) {
  const { text, email } = searchPatterns(asked.search ?? '');
  const all = text.map((pattern) => sql`c.search_text like ${pattern}`);
  if (email !== undefined) all.push(sql`c.email like ${email}`);
  if (asked.city !== undefined && asked.city !== '') all.push(sql`lower(c.city) = lower(${asked.city})`);
  if (asked.sourceId !== undefined) all.push(sql`c.sources @> array[${asked.sourceId}::int]`);
  if (asked.consent !== undefined) {
    all.push(
      asked.consentStatus === 'unknown'
        ? sql`not c.consents ? ${asked.consent}`
        : sql`c.consents -> ${asked.consent}::text ->> 'status' = ${asked.consentStatus}`,
    );
  }
  return all;
}

/** A page of customers: by name (nameless last) or newest first, after a cursor. */
export async function selectCustomers(
  db: Database,
  asked: CustomerFilter,
  after: CustomerCursor | undefined,
  limit: number,
): Promise<FoundCustomer[]> {
  const where = conditions(asked);
  const byName = asked.sort === 'name';
  if (after !== undefined) {
    where.push(
      byName
        ? sql`((c.sort_name = ''), c.sort_name, c.customer_id) > (${after.name === ''}::boolean, ${after.name}::text, ${after.id}::bigint)`
        : sql`c.customer_id < ${after.id}::bigint`,
    );
  }
  const order = byName ? sql`(c.sort_name = ''), c.sort_name, c.customer_id` : sql`c.customer_id desc`;
  const { rows } = await sql<FoundCustomer>`
    select c.customer_id, c.civility, c.given_name, c.family_name, c.email, c.phone, c.street, c.postcode, c.city, c.country,
           c.card_number, c.birth_date, c.persons, c.sources, c.first_seen_at, c.sort_name
    from identify.customer c
    where ${where.length === 0 ? sql`true` : sql.join(where, sql` and `)}
    order by ${order} limit ${limit}
  `.execute(db);
  return rows;
}

/** How many customers there are, counted no further than `most`. */
export async function countCustomers(db: Database, asked: Asked, most: number): Promise<number> {
  const where = conditions(asked);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from identify.customer c where ${where.length === 0 ? sql`true` : sql.join(where, sql` and `)} limit ${most}
    ) counted
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** The names of sources, by id. */
export async function sourceNames(db: Database): Promise<Map<number, string>> {
  const { rows } = await sql<{
    source_id: number;
    name: string;
  }>`select source_id, name from identify.source`.execute(db);
  return new Map(rows.map((row) => [row.source_id, row.name]));
}
