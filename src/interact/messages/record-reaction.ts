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
  const { rows } = await sql<{ times: number; human_times: number }>`
    insert into interact.reaction as r (message_id, kind, link, first_at, last_at, times, human_times)
    values (${message.messageId}, ${kind}, ${link}, ${at}, ${at}, 1, ${machine ? 0 : 1})
    on conflict (message_id, kind, link) do update
    set times = r.times + 1, human_times = r.human_times + excluded.human_times,
        last_at = greatest(r.last_at, excluded.last_at)
    returning times, human_times
  `.execute(trx);
  const isFirst = rows[0]?.times === 1 || (!machine && rows[0]?.human_times === 1);
  if (isFirst) await putInOutbox(trx, [contactRow(message, { kind, at, link, machine })]);
  return isFirst;
}
