import { type Database, type DatabaseTransaction, sql } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import { contactRow, type Message } from './message.ts';

/**
 * Ends a message that was handed over and came back later; history is told once. Answers whether it was new: a message that ended
 * otherwise (bounced before, failed, never left) stays as it is.
 */
export async function bounceMessage(
  trx: DatabaseTransaction,
  bounce: { readonly message: Message; readonly reason: string; readonly answer: string; readonly at: Date },
): Promise<boolean> {
  const { message, reason, answer, at } = bounce;
  const { numAffectedRows } = await sql`
    update interact.message set state = 'bounced', reason = ${reason}, answer = ${answer.slice(0, 500)}
    where message_id = ${message.messageId} and state in ('handed over', 'delivered', 'unknown')
  `.execute(trx);
  if (Number(numAffectedRows ?? 0) === 0) return false;
  await putInOutbox(trx, [contactRow(message, { kind: 'bounced', at, reason })]);
  return true;
}

/** The message last handed over to an address since a moment. */
export async function latestMessageTo(
  db: Database,
  input: { readonly address: string; readonly since: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select message_id as id from interact.message
    where lower(address) = ${input.address} and handed_over_at >= ${input.since}
    order by handed_over_at desc limit 1
  `.execute(db);
  return rows[0]?.id;
}

/**
 * Messages handed over before a moment and not heard of since are held to be delivered; a bounce that comes later still counts.
 * At most `limit` at a time; answers how many.
 */
export async function holdDelivered(
  db: Database,
  input: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update interact.message set state = 'delivered' where message_id in (
      select message_id from interact.message where state = 'handed over' and handed_over_at < ${input.before}
      limit ${input.limit} for update skip locked)
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
