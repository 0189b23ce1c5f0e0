import { type DatabaseTransaction, sql } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import { contactRow, type Message } from './message.ts';

export type ReactionKind = 'opened' | 'clicked' | 'unsubscribed' | 'complained' | 'bounced' | 'web-version';

/**
 * Records what somebody did with a message: the first time of each kind and link counts and is told to history, later ones add to
 * `times`. A machine's opening (a mail scanner, a privacy proxy) is marked; the first human one after it counts as first.
 * Returns whether history was told.
 */
export async function recordReaction(
  trx: DatabaseTransaction,
  input: { message: Message; kind: ReactionKind; link: string; machine: boolean; at: Date },
): Promise<boolean> {
  const { message, kind, link, machine, at } = input;
  const { rows } = await sql<{ times: number; was_machine: boolean | null }>`
    with before as (
      select machine from interact.reaction
      where message_id = ${message.messageId} and kind = ${kind} and link = ${link}
      for update
    )
    insert into interact.reaction as r (message_id, kind, link, first_at, last_at, times, machine)
    values (${message.messageId}, ${kind}, ${link}, ${at}, ${at}, 1, ${machine})
    on conflict (message_id, kind, link) do update
    set times = r.times + 1, last_at = greatest(r.last_at, excluded.last_at), machine = r.machine and excluded.machine
    returning times, (select machine from before) as was_machine
  `.execute(trx);
  const isFirst = rows[0]?.times === 1 || (rows[0]?.was_machine === true && !machine);
  if (isFirst) await putInOutbox(trx, [contactRow(message, { kind, at, link, machine })]);
  return isFirst;
}
