import { type Database, inTransaction, sql } from '#platform/database';
import type { MailAnswer } from '#platform/mail';
import { putInOutbox } from '#platform/outbox';
import { endingOf } from './ending.ts';
import { contactRow } from './message.ts';
import { addSuppressions } from './suppression.store.ts';

/** What was answered about one message this sender had claimed. */
export type Answered = {
  readonly messageId: string;
  readonly attempts: number;
  readonly at: Date;
  readonly answer: MailAnswer;
};

type Row = {
  message_id: string;
  person_id: number;
  origin: string;
  step: string;
  arm: string;
  channel: string;
  address: string | null;
  state: string;
  reason: string | null;
};

/**
 * Writes what became of claimed messages, one statement for all: the state, the server's words, what history is told
 * (sent, bounced, failed, unknown) and addresses that are dead. Only the sender that claimed a message may end it.
 */
export async function recordAnswers(
  db: Database,
  input: { sender: string; cost: string | null; answers: readonly Answered[] },
): Promise<void> {
  const ended = input.answers.map((answered) => ({
    answered,
    ending: endingOf(answered.answer, answered.attempts),
  }));
  const byId = new Map(ended.map((entry) => [entry.answered.messageId, entry]));
  const known = ended.map(({ answered, ending }) => ({
    message_id: answered.messageId,
    state: ending.state,
    reason: ending.reason,
    at: answered.at,
    next_try_at:
      ending.waitMs === null || ending.waitMs === 0 ? null : new Date(answered.at.getTime() + ending.waitMs),
    free_try: ending.freeTry,
    answer: answered.answer.response.slice(0, 500),
  }));
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<Row>`
      update interact.message m
      set state = r.state, reason = r.reason, answer = r.answer,
          handed_over_at = case when r.state = 'handed over' then r.at end,
          next_try_at = coalesce(r.next_try_at, m.next_try_at),
          attempts = m.attempts - r.free_try::int,
          claimed_by = case when r.state = 'planned' then null else m.claimed_by end
      from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as r(
        message_id uuid, state text, reason text, at timestamptz, next_try_at timestamptz, free_try boolean, answer text)
      where m.message_id = r.message_id and m.claimed_by = ${input.sender} and m.state in ('claimed', 'unknown')
      returning m.message_id, m.person_id, m.origin, m.step, m.arm, m.channel, m.address, m.state, m.reason
    `.execute(trx);
    const finished = rows.filter((row) => row.state !== 'planned');
    await putInOutbox(
      trx,
      finished.map((row) => told(row, byId.get(row.message_id)?.answered.at ?? new Date(0), input.cost)),
    );
    await addSuppressions(
      trx,
      rows.flatMap((row) => {
        const entry = byId.get(row.message_id);
        return entry?.ending.suppress === true && row.address !== null
          ? [
              {
                channel: row.channel,
                address: row.address,
                purpose: '',
                brand: '',
                reason: 'bounced',
                by: row.origin,
                at: entry.answered.at,
              },
            ]
          : [];
      }),
    );
  });
}

function told(row: Row, at: Date, cost: string | null) {
  const kind = row.state === 'handed over' ? 'sent' : row.state;
  return contactRow(
    { ...row, personId: row.person_id, messageId: row.message_id },
    { kind, at, reason: row.reason ?? '', cost: kind === 'sent' ? cost : null },
  );
}
