import { type Database, type RawBuilder, sql } from '#platform/database';
import type { CustomerFilter } from './api.ts';
import { namePrefixesOf, patternsOf, type Sought, type Tier, tiersOf } from './search.ts';

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

export type Filters = Pick<CustomerFilter, 'city' | 'sourceId' | 'consent' | 'consentStatus'>;
type Condition = RawBuilder<unknown>;

/** What the filters ask, whatever is searched. */
export function filterConditions(asked: Filters): Condition[] {
  const all: Condition[] = [];
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

const every = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Sorted names that begin so, written as the index on them is. */
const beginsWith = (prefix: string) =>
  sql`((c.sort_name = ''), c.sort_name) >= (false, ${prefix}::text) and ((c.sort_name = ''), c.sort_name) < (false, ${`${prefix}\u{10FFFF}`}::text)`;

/** Whoever fits a tier; `pieces` holds all the others. */
export function tierCondition(sought: Sought, tier: Tier): Condition {
  if (tier === 'name') return sql`(${sql.join(namePrefixesOf(sought).map(beginsWith), sql` or `)})`;
  const like = (pattern: string) => sql`c.search_text like ${pattern}`;
  const patterns = patternsOf(sought, tier).flatMap(({ indexed, whole }) =>
    indexed === whole ? [like(whole)] : [like(indexed), walked(like(whole))],
  );
  return sql`(${every(patterns)})`;
}

/**
 * The same condition, opaque to the planner: no index serves it and half of the rows are believed to fit, so that rows are walked
 * in their order until enough do. The quick way when many fit, which the planner cannot know.
 */
export const walked = (condition: Condition): Condition =>
  sql`(case when ${condition} then true else false end)`;

const columns = sql`
  c.customer_id, c.civility, c.given_name, c.family_name, c.email, c.phone, c.street, c.postcode, c.city, c.country,
  c.card_number, c.birth_date, c.persons, c.sources, c.first_seen_at, c.sort_name`;

/** A page of customers that fit: by name (nameless last) or newest first, after a cursor. */
export async function selectCustomers(
  db: Database,
  asked: {
    readonly where: readonly Condition[];
    readonly sort: 'name' | 'newest';
    readonly after: CustomerCursor | undefined;
  },
  limit: number,
): Promise<FoundCustomer[]> {
  const { after } = asked;
  const where = [...asked.where];
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
    select ${columns} from identify.customer c where ${every(where)} order by ${order} limit ${limit}
  `.execute(db);
  return rows;
}

/**
 * The best of few customers that fit, and how many there are: one reading of the index for all tiers. Ordered by tier, then names
 * by name and the others newest first.
 */
export async function selectRanked(
  db: Database,
  asked: {
    readonly sought: Sought;
    readonly filters: readonly Condition[];
    readonly after: (CustomerCursor & { readonly place: number }) | undefined;
  },
  limit: number,
): Promise<{ found: (FoundCustomer & { place: number })[]; total: number }> {
  const { sought, filters, after } = asked;
  const tiers = tiersOf(sought);
  const place = sql`case ${sql.join(
    tiers.map((tier, number) => sql`when ${tierCondition(sought, tier)} then ${sql.lit(number)}`),
    sql` `,
  )} end`;
  const name = sql`case when place = ${tiers.indexOf('name')} then sort_name else '' end`;
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`(place, ${name}, -customer_id) > (${after.place}::int, ${tiers[after.place] === 'name' ? after.name : ''}::text, ${-after.id}::bigint)`;
  const { rows } = await sql<FoundCustomer & { place: number; total: number }>`
    with fitting as materialized (
      select ${columns}, ${place} as place from identify.customer c where ${every([...filters, tierCondition(sought, 'pieces')])}
    )
    select *, (select count(*) from fitting) as total from fitting where ${isAfter} order by place, ${name}, -customer_id limit ${limit}
  `.execute(db);
  return { found: rows, total: rows[0]?.total ?? 0 };
}

/** How many customers fit, counted no further than `most`. */
export async function countCustomers(
  db: Database,
  where: readonly Condition[],
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from identify.customer c where ${every(where)} limit ${most}
    ) counted
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** Below this many customers the planner does as well. */
const sampledFrom = 20_000;
const sampleRows = 2000;

/**
 * What share of the base fits each tier, from some two thousand rows in blocks drawn once and for all; empty for a small base.
 * The planner's own guess for a pattern knows its length, not how common its letters are: it is wrong by a hundred times both ways.
 */
export async function sampleShares(
  db: Database,
  filters: readonly Condition[],
  sought: Sought,
): Promise<Partial<Record<Tier, number>>> {
  const { rows: sizes } = await sql<{ size: number }>`
    select reltuples::float8 as size from pg_class where oid = 'identify.customer'::regclass`.execute(db);
  const size = sizes[0]?.size ?? 0;
  if (size < sampledFrom) return {};
  const tiers = tiersOf(sought);
  const counts = tiers.map(
    (tier) =>
      sql`count(*) filter (where ${every([...filters, tierCondition(sought, tier)])})::float8 / greatest(count(*), 1)`,
  );
  const { rows } = await sql<{ shares: number[] }>`
    select array[${sql.join(counts)}] as shares
    from identify.customer c tablesample system (${(100 * sampleRows) / size}) repeatable (7)
  `.execute(db);
  return Object.fromEntries(tiers.map((tier, place) => [tier, rows[0]?.shares[place] ?? 0]));
}

/** The names of sources, by id. */
export async function sourceNames(db: Database): Promise<Map<number, string>> {
  const { rows } = await sql<{
    source_id: number;
    name: string;
  }>`select source_id, name from identify.source`.execute(db);
  return new Map(rows.map((row) => [row.source_id, row.name]));
}
