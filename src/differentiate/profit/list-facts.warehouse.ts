import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import type { Select } from './profit-facts.warehouse.ts';

export type FactRow = {
  customer_id: number;
  at: string;
  what: string;
  detail: string;
  volume: string | null;
  amount: string | null;
};

/** How far facts were given: the last one's moment and customer, and how many of that customer's at that moment. */
export type FactPlace = { readonly at: Date; readonly customerId: number; readonly seen: number };

/** How many facts there are, what they sum to, and how many have an amount that is unknown. */
export async function factSums(
  warehouse: Warehouse,
  { query, parameters }: Select,
): Promise<{ facts: number; total: string | null; unknown: number }> {
  const [sums] = await warehouse.query<{ facts: number; total: string | null; unknown: number }>(
    `SELECT count() AS facts, sum(f.amount) AS total, countIf(isNull(f.amount)) AS unknown FROM (${query}) AS f`,
    parameters,
  );
  return sums ?? { facts: 0, total: null, unknown: 0 };
}

/**
 * Facts after a place, the newest first, then by customer. What is passed over is one customer's facts of one moment (the lines of an order), never the
 * pages before: a page far down costs what the first does, and one that is looked at while facts come in repeats and misses none of other moments.
 */
export function listFacts(
  warehouse: Warehouse,
  { query, parameters }: Select,
  { after, limit }: { after: FactPlace | undefined; limit: number },
): Promise<FactRow[]> {
  const later = `WHERE at < {placeAt:DateTime64(3, 'UTC')} OR (at = {placeAt:DateTime64(3, 'UTC')} AND customer_id >= {placeCustomer:UInt64})`;
  const place = after && { placeAt: momentOf(after.at), placeCustomer: after.customerId };
  const following = `(${query}) AS f ${after === undefined ? '' : later}`;
  // The moment the page ends at is found by moments alone: all else is read of its own facts only.
  const end = `SELECT at FROM ${following} ORDER BY at DESC LIMIT 1 OFFSET {rest:UInt64}`;
  const seen = after?.seen ?? 0;
  return warehouse.query(
    `SELECT * FROM (SELECT * FROM ${following})
     WHERE at >= ifNull((${end}), toDateTime64('1900-01-01 00:00:00', 3, 'UTC'))
     ORDER BY at DESC, customer_id, what, detail, volume, amount LIMIT {limit:UInt64} OFFSET {seen:UInt64}`,
    { ...parameters, ...place, limit, seen, rest: seen + limit - 1 },
  );
}
