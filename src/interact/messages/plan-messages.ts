import { type DatabaseTransaction, sql } from '#platform/database';
import { newId } from '#platform/ids';
import { putInOutbox } from '#platform/outbox';
import { contactRow, type Origin, type PlannedMessage } from './message.ts';

/**
 * Writes intended messages to the ledger with their decisions, once: a customer already in the ledger for this origin, step
 * and occurrence is left as it is, so planning may be repeated after a crash. Those not to be contacted are told to history,
 * the control group among them. Returns how many rows are new.
 */
export async function planMessages(
  trx: DatabaseTransaction,
  input: Origin & {
    readonly occurrence: number;
    readonly channel: 'email';
    readonly at: Date;
    readonly messages: readonly PlannedMessage[];
  },
): Promise<number> {
  const { origin, step, channel, at } = input;
  const known = input.messages.map((message) => ({
    message_id: newId(at),
    customer_id: message.customerId,
    person_id: message.personId,
    address: message.address,
    arm: message.decision.arm,
    state: message.decision.verdict === 'send' ? 'planned' : 'skipped',
    reason: message.decision.reasons[0]?.code ?? null,
    decision: message.decision,
    fields: message.decision.verdict === 'send' ? message.fields : null,
    coupon_code: message.couponCode,
  }));
  const { rows } = await sql<{ message_id: string }>`
    insert into interact.message (message_id, origin, step, occurrence, channel, customer_id, person_id, address, arm, state,
                                  reason, decision, fields, coupon_code, next_try_at, planned_at)
    select r.message_id, ${origin}, ${step}, ${input.occurrence}, ${channel}, r.customer_id, r.person_id, r.address, r.arm,
           r.state, r.reason, r.decision, r.fields, r.coupon_code, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as r(
      message_id uuid, customer_id bigint, person_id bigint, address text, arm text, state text, reason text,
      decision jsonb, fields jsonb, coupon_code text)
    on conflict (origin, step, customer_id, occurrence) do nothing
    returning message_id
  `.execute(trx);
  const added = new Set(rows.map((row) => row.message_id));
  const skipped = known.filter((row) => row.state === 'skipped' && added.has(row.message_id));
  await putInOutbox(
    trx,
    skipped.map((row) =>
      contactRow(
        { personId: row.person_id, origin, step, arm: row.arm, channel, messageId: row.message_id },
        { kind: 'skipped', at, reason: row.reason ?? '' },
      ),
    ),
  );
  return added.size;
}
