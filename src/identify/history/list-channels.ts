import { findCustomer, noSuchCustomer } from '#identify/customers';
import { type Database, sql } from '#platform/database';
import type { Outcome } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { ChannelsReply } from './api.ts';

type Count = { readonly channel: string; readonly entries: number };

/**
 * The channels that entries of a customer's timeline went through, each with how many (orders, contacts and consents), the busiest
 * first: what its `channel` may be narrowed to. Refuses an unknown customer.
 */
export async function listChannels(
  needs: { readonly db: Database; readonly warehouse: Warehouse },
  input: { readonly customerId: number },
): Promise<Outcome<ChannelsReply>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const { personIds } = customer;
  const [facts, consents] = await Promise.all([
    needs.warehouse.query<Count>(channelsOfFacts, { personIds }),
    sql<Count>`
      select channel, count(*)::int as entries from identify.consent
      where person_id = any (${personIds}::bigint[]) group by channel`.execute(needs.db),
  ]);
  const entries = new Map<string, number>();
  for (const one of [...facts, ...consents.rows])
    entries.set(one.channel, (entries.get(one.channel) ?? 0) + one.entries);
  const items = [...entries]
    .filter(([channel]) => channel !== '')
    .map(([channel, count]) => ({ channel, entries: count }))
    .sort((a, b) => b.entries - a.entries || (a.channel < b.channel ? -1 : 1));
  return { items };
}

/** An order is one entry, whatever its lines; its channel is any of theirs, as in the timeline. */
const channelsOfFacts = `
  SELECT channel, toUInt32(count()) AS entries FROM (
    SELECT toString(any(channel)) AS channel FROM order_lines WHERE person_id IN {personIds:Array(UInt64)}
    GROUP BY source_id, order_key
    UNION ALL
    SELECT toString(channel) FROM contacts WHERE person_id IN {personIds:Array(UInt64)}
  ) GROUP BY channel`;
