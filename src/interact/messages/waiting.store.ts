import { type Database, sql } from '#platform/database';
import type { Origin, WaitingMessage } from './message.ts';

/** Where a reader of waiting messages is: the last one it saw. */
export type WaitingCursor = { readonly nextTryAt: string; readonly messageId: string };

type Row = {
  message_id: string;
  customer_id: number;
  person_id: number;
  address: string;
  fields: Record<string, unknown> | null;
  coupon_code: string | null;
  attempts: number;
  next_try_at: string;
};

/**
 * Messages due to leave, in order, after `cursor`: read without taking them, so that their content can be made before the
 * claim. `busyDomains` (at their limit already) are passed over.
 */
export async function readWaiting(
  db: Database,
  input: Origin & {
    readonly due: Date;
    readonly limit: number;
    readonly cursor: WaitingCursor | undefined;
    readonly busyDomains: readonly string[];
  },
): Promise<WaitingMessage[]> {
  const after =
    input.cursor === undefined
      ? sql`true`
      : sql`(m.next_try_at, m.message_id) > (${input.cursor.nextTryAt}::timestamptz, ${input.cursor.messageId}::uuid)`;
  const free =
    input.busyDomains.length === 0
      ? sql`true`
      : sql`split_part(address, '@', 2) <> all(${input.busyDomains})`;
  const { rows } = await sql<Row>`
    select message_id, customer_id, person_id, address, fields, coupon_code, attempts, m.next_try_at::text as next_try_at
    from interact.message m
    where origin = ${input.origin} and step = ${input.step} and state = 'planned' and address is not null
      and m.next_try_at <= ${input.due} and ${after} and ${free}
    -- Qualified: a bare next_try_at would be the text above, which no index is sorted by.
    order by m.next_try_at, m.message_id
    limit ${input.limit}
  `.execute(db);
  return rows.map((row) => ({
    messageId: row.message_id,
    customerId: row.customer_id,
    personId: row.person_id,
    address: row.address,
    fields: row.fields ?? {},
    couponCode: row.coupon_code,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
  }));
}

/** What is left to send: how many are due, when the next becomes due, how many another sender holds. */
export async function whatIsLeft(
  db: Database,
  input: Origin & { due: Date },
): Promise<{ due: number; nextAt: Date | null; claimed: number }> {
  const { rows } = await sql<{ due: number; next_at: Date | null; claimed: number }>`
    select count(*) filter (where state = 'planned' and next_try_at <= ${input.due})::int as due,
           min(next_try_at) filter (where state = 'planned') as next_at,
           count(*) filter (where state = 'claimed')::int as claimed
    from interact.message
    where origin = ${input.origin} and step = ${input.step} and state in ('planned', 'claimed')
  `.execute(db);
  const [row] = rows;
  return { due: row?.due ?? 0, nextAt: row?.next_at ?? null, claimed: row?.claimed ?? 0 };
}
