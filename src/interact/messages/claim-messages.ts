import { type Database, type DatabaseServer, sql } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import { contactRow, type Origin } from './message.ts';

/** The lock a live sender holds for as long as it may have messages in hand. It falls with its connection. */
const senderLock = (sender: string): string => `message-sender:${sender}`;

/** Runs `work` as a sender others can see is alive; `work` must not outlive it with messages in hand. */
export function asSender<T>(
  server: DatabaseServer,
  sender: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return server.withLock(senderLock(sender), work);
}

/**
 * Takes messages for handing over, in one statement, committed before the first byte goes to the mail server: whatever happens
 * then, nobody takes them again. Returns the ids obtained; the others were taken, cancelled or erased meanwhile.
 */
export async function claimMessages(
  db: Database,
  input: { messageIds: readonly string[]; sender: string; at: Date },
): Promise<Set<string>> {
  const { rows } = await sql<{ message_id: string }>`
    with free as (
      select message_id from interact.message
      where message_id = any(${input.messageIds}) and state = 'planned' and address is not null
      for update skip locked
    )
    update interact.message m
    set state = 'claimed', claimed_by = ${input.sender}, claimed_at = ${input.at}, attempts = m.attempts + 1
    from free where m.message_id = free.message_id
    returning m.message_id
  `.execute(db);
  return new Set(rows.map((row) => row.message_id));
}

/**
 * Messages claimed by a sender that died become `unknown`: it may have handed them over, and writing twice is worse than
 * losing one. A sender is dead when its lock is free. Returns how many.
 */
export async function settleDeadSenders(
  server: DatabaseServer,
  input: Origin & { at: Date },
): Promise<number> {
  const { rows } = await sql<{ claimed_by: string }>`
    select distinct claimed_by from interact.message where origin = ${input.origin} and step = ${input.step} and state = 'claimed'
  `.execute(server.db);
  let settled = 0;
  for (const { claimed_by: sender } of rows) {
    const work = () => markUnknown(server.db, { ...input, sender });
    settled += (await server.withLock(senderLock(sender), work, { wait: false })) ?? 0;
  }
  return settled;
}

type UnknownRow = { message_id: string; person_id: number; arm: string; channel: string; claimed_at: Date };

function markUnknown(db: Database, input: Origin & { sender: string; at: Date }): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<UnknownRow>`
      update interact.message set state = 'unknown', reason = 'sender-died'
      where origin = ${input.origin} and step = ${input.step} and state = 'claimed' and claimed_by = ${input.sender}
      returning message_id, person_id, arm, channel, claimed_at
    `.execute(trx);
    const told = rows.map((row) =>
      contactRow(
        { ...input, personId: row.person_id, arm: row.arm, channel: row.channel, messageId: row.message_id },
        { kind: 'unknown', at: row.claimed_at, reason: 'sender-died' },
      ),
    );
    await putInOutbox(trx, told);
    return rows.length;
  });
}
