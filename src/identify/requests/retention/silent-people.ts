import { customerOf } from '#identify/history';
import { type Database, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';

export type Silent = { readonly customerId: number; readonly lastHeardOf: string };

/**
 * Customers of whom nothing was heard since a moment: no purchase, no event, no click, no word on a permission; who was never heard
 * of counts from the day she was first stored. Opening a message is not a word: machines open too. `bought`: those
 * who ever bought, or those who never did. Longest silence first.
 */
export async function findSilent(
  { db, warehouse }: { readonly db: Database; readonly warehouse: Warehouse },
  of: { readonly bought: boolean; readonly since: Date },
): Promise<Silent[]> {
  const rows = await warehouse.query<Silent>(
    `WITH heard AS (
       SELECT customer_id, max(at) AS last_at, max(ordered) AS bought FROM (
         SELECT ${customerOf} AS customer_id, max(ordered_at) AS at, 1 AS ordered FROM order_lines WHERE person_id != 0 GROUP BY customer_id
         UNION ALL
         SELECT ${customerOf} AS customer_id, max(occurred_at), 0 FROM events WHERE person_id != 0 GROUP BY customer_id
         UNION ALL
         SELECT ${customerOf} AS customer_id, max(occurred_at), 0 FROM contacts
         WHERE person_id != 0 AND machine = 0 AND kind IN ('clicked', 'unsubscribed', 'answered') GROUP BY customer_id
       ) GROUP BY customer_id
     )
     SELECT known.customer_id AS customerId, greatest(known.first_seen, ifNull(heard.last_at, known.first_seen)) AS lastHeardOf
     FROM (SELECT customer_id, argMax(first_seen_at, version) AS first_seen, argMax(is_deleted, version) AS gone
           FROM customers GROUP BY customer_id) AS known
     LEFT JOIN heard ON heard.customer_id = known.customer_id
     WHERE known.gone = 0 AND ifNull(heard.bought, 0) = {bought:UInt8} AND lastHeardOf < {since:DateTime64(3)}
     ORDER BY lastHeardOf, customerId
     SETTINGS join_use_nulls = 1`,
    { bought: of.bought ? 1 : 0, since: of.since },
  );
  const speaking = await whoSpokeSince(
    db,
    rows.map(({ customerId }) => customerId),
    of.since,
  );
  return rows.filter(({ customerId }) => !speaking.has(customerId));
}

/** Of these customers, those who said something on a permission since, or who are being erased already, or are not there. */
async function whoSpokeSince(
  db: Database,
  customerIds: readonly number[],
  since: Date,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select asked.id from unnest(${customerIds}::bigint[]) as asked (id)
    where not exists (select from identify.customer c where c.customer_id = asked.id)
       or exists (select from identify.erasure e where e.customer_id = asked.id and e.state = 'running')
       or exists (
         select from (select asked.id as person_id union all
                      select person_id from identify.customer_of o where o.customer_id = asked.id) as hers
         join identify.consent k using (person_id) where k.occurred_at >= ${since})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
