import { type Database, sql } from '#platform/database';
import type { Message, Origin } from './message.ts';

const columns = sql`
  m.message_id as "messageId", m.origin, m.step, m.customer_id as "customerId", m.person_id as "personId", m.channel, m.address,
  m.arm, m.state, m.reason, m.decision, m.fields, m.coupon_code as "couponCode", m.attempts,
  m.handed_over_at as "handedOverAt", m.answer, m.planned_at as "plannedAt"
`;

/** One message, or undefined. `lock` keeps it as it is until the transaction ends (erasure waits, or has been). */
export async function findMessage(
  db: Database,
  messageId: string,
  options: { lock?: boolean } = {},
): Promise<Message | undefined> {
  const lock = options.lock === true ? sql`for share` : sql``;
  const { rows } = await sql<Message>`
    select ${columns} from interact.message m where m.message_id = ${messageId} ${lock}
  `.execute(db);
  return rows[0];
}

/** The message of one customer in an origin and step, if the ledger has one. */
export async function findMessageOf(
  db: Database,
  input: Origin & { customerId: number },
): Promise<Message | undefined> {
  const { rows } = await sql<Message>`
    select ${columns} from interact.message m
    where m.origin = ${input.origin} and m.step = ${input.step} and m.customer_id = ${input.customerId}
    order by m.occurrence desc limit 1
  `.execute(db);
  return rows[0];
}

export type MessageFilter = {
  readonly origin?: string | undefined;
  readonly customerId?: number | undefined;
  readonly state?: string | undefined;
  readonly reason?: string | undefined;
  readonly arm?: string | undefined;
  readonly search?: string | undefined;
};

/** A message with what was done with it. */
export type MessageWithReactions = Message & {
  readonly openedAt: Date | null;
  readonly clickedAt: Date | null;
  readonly unsubscribedAt: Date | null;
};

/** Messages by customer id within an origin (or lately planned first for one customer), after a cursor. */
export async function listMessages(
  db: Database,
  input: MessageFilter & { afterCustomerId?: number; limit: number },
): Promise<MessageWithReactions[]> {
  const conditions = [
    input.origin === undefined ? sql`true` : sql`m.origin = ${input.origin}`,
    input.customerId === undefined
      ? sql`m.customer_id > ${input.afterCustomerId ?? 0}`
      : sql`m.person_id in (select ${input.customerId}::bigint union all
                            select person_id from identify.customer_of where customer_id = ${input.customerId})`,
    input.state === undefined ? sql`true` : sql`m.state = ${input.state}`,
    input.reason === undefined ? sql`true` : sql`m.reason = ${input.reason}`,
    input.arm === undefined ? sql`true` : sql`m.arm = ${input.arm}`,
    input.search === undefined ? sql`true` : sql`strpos(m.address, lower(${input.search}::text)) > 0`,
  ];
  const order =
    input.customerId === undefined ? sql`m.customer_id, m.origin` : sql`m.planned_at desc, m.message_id`;
  const { rows } = await sql<MessageWithReactions>`
    select ${columns}, r.opened_at as "openedAt", r.clicked_at as "clickedAt", r.unsubscribed_at as "unsubscribedAt"
    from interact.message m
    left join lateral (
      select min(first_at) filter (where kind = 'opened' and not machine) as opened_at,
             min(first_at) filter (where kind = 'clicked' and not machine) as clicked_at,
             min(first_at) filter (where kind = 'unsubscribed') as unsubscribed_at
      from interact.reaction where message_id = m.message_id
    ) r on true
    where ${sql.join(conditions, sql` and `)}
    order by ${order}
    limit ${input.limit}
  `.execute(db);
  return rows;
}

/** How many messages of an origin are in each state, for each reason and arm. */
export async function countMessages(
  db: Database,
  origin: string,
): Promise<{ state: string; reason: string | null; arm: string; count: number }[]> {
  const { rows } = await sql<{ state: string; reason: string | null; arm: string; count: number }>`
    select state, reason, arm, count(*)::int as count
    from interact.message where origin = ${origin}
    group by state, reason, arm order by count(*) desc, state, reason
  `.execute(db);
  return rows;
}

/** How many messages the ledger has in each state: a look at every one of them. */
export async function countMessageStates(db: Database): Promise<{ state: string; count: number }[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from interact.message group by state`.execute(db);
  return rows;
}

/** How many messages of an origin had each reaction, machines apart, and how often in all. */
export async function countReactions(
  db: Database,
  origin: string,
): Promise<{ kind: string; link: string; messages: number; machines: number; times: number }[]> {
  const { rows } = await sql<{
    kind: string;
    link: string;
    messages: number;
    machines: number;
    times: number;
  }>`
    select r.kind, r.link, count(*) filter (where not r.machine)::int as messages,
           count(*) filter (where r.machine)::int as machines, sum(r.times)::int as times
    from interact.reaction r join interact.message m using (message_id)
    where m.origin = ${origin}
    group by r.kind, r.link order by r.kind, r.link
  `.execute(db);
  return rows;
}

/** Takes back what has not left yet. Returns how many messages. */
export async function cancelPlanned(db: Database, origin: Origin): Promise<number> {
  const { numAffectedRows } = await sql`
    update interact.message set state = 'cancelled', reason = 'campaign-cancelled'
    where origin = ${origin.origin} and step = ${origin.step} and state = 'planned'
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Forgets who persons were in the ledger (erasure): figures stay, addresses and merge fields go, what waits is cancelled. */
export async function forgetPersonsInMessages(db: Database, personIds: readonly number[]): Promise<void> {
  await sql`
    update interact.message
    set address = null, fields = null, answer = null,
        state = case when state = 'planned' then 'cancelled' else state end,
        reason = case when state = 'planned' then 'erased' else reason end
    where person_id = any(${personIds})
  `.execute(db);
}

/**
 * Tells PostgreSQL how the ledger is spread now. After a large planning it would otherwise go by figures from before, and read a
 * whole campaign for each batch sent.
 */
export async function refreshLedgerStatistics(db: Database): Promise<void> {
  await sql`analyze interact.message`.execute(db);
}
