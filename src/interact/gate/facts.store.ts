import { type Database, sql } from '#platform/database';
import type { ContactFacts } from './decision.ts';

export type FactsQuestion = {
  readonly customerIds: readonly number[];
  readonly channel: 'email';
  readonly purpose: string;
  readonly brand: string;
  /** The step being planned: its own messages are not pressure, and its addresses are taken. */
  readonly origin: string;
  readonly step: string;
  readonly occurrence: number;
  /** Start of the pressure window. */
  readonly since: Date;
  readonly at: Date;
};

type Row = {
  customer_id: number;
  person_id: number;
  address: string | null;
  taken_by: number | null;
  suppression: ContactFacts['suppression'];
  opposed: ContactFacts['opposed'];
  consents: Record<string, { status: 'granted' | 'withdrawn'; at: string; source: string }>;
  sent: number;
};

// A message can wait in the ledger before it leaves; one planned longer ago than this is no longer about to be sent.
const longestWait = '90 days';

/** What the gate needs to know of each customer, one statement a batch; in order of customer_id, unknown ids left out. */
export async function loadFacts(db: Database, question: FactsQuestion): Promise<ContactFacts[]> {
  const { channel, purpose, brand, origin, step, occurrence, since, at } = question;
  const day = at.toISOString().slice(0, 10);
  const { rows } = await sql<Row>`
    select c.customer_id,
           coalesce((c.lineage -> 'email' ->> 0)::bigint, c.customer_id) as person_id,
           lower(c.email) as address,
           taken.customer_id as taken_by,
           suppressed.suppression,
           opposition.opposed,
           c.consents,
           pressure.sent
    from identify.customer c
    left join lateral (
      -- origin || '' keeps PostgreSQL on the index by address: of an origin being planned its statistics know nothing yet.
      select m.customer_id from interact.message m
      where m.origin || '' = ${origin} and m.step = ${step} and m.occurrence = ${occurrence}
        and m.address = lower(c.email) and m.arm in ('treated', 'control') and m.customer_id <> c.customer_id
      limit 1
    ) taken on true
    left join lateral (
      select jsonb_build_object('reason', s.reason, 'addedAt', s.added_at) as suppression
      from interact.suppression s
      where s.channel = ${channel} and s.address = lower(c.email)
        and s.purpose in ('', ${purpose}) and s.brand in ('', ${brand})
        -- Who left and later said yes again, with proof, is back; a dead address or a complaint is for good.
        and not (s.reason = 'unsubscribed' and exists (
          select from identify.consent k
          where k.person_id in (select c.customer_id union all
                                select o.person_id from identify.customer_of o where o.customer_id = c.customer_id)
            and k.channel = s.channel and k.purpose = ${purpose} and k.brand in (s.brand, '')
            and k.status = 'granted' and k.occurred_at > s.added_at and k.evidence <> '{}'))
      order by s.added_at limit 1
    ) suppressed on true
    left join lateral (
      select jsonb_build_object('list', l.name, 'obtainedOn', l.obtained_on) as opposed
      from identify.opposition o join identify.opposition_list l using (list_id)
      where o.kind = 'email' and o.hash = identify.mark('email', lower(c.email)) and ${channel} = any (l.channels)
        and ${day}::date between l.obtained_on and l.expires_on
      order by l.obtained_on desc limit 1
    ) opposition on true
    -- Every person of the customer counts, also those merged since they were written to.
    cross join lateral (
      select count(*)::int as sent
      from (select c.customer_id as person_id
            union select o.person_id from identify.customer_of o where o.customer_id = c.customer_id) p
      join interact.message m on m.person_id = p.person_id
      where m.channel = ${channel}
        and m.planned_at > ${since}::timestamptz - ${longestWait}::interval
        and (m.handed_over_at > ${since} or m.state in ('planned', 'claimed')
             or (m.state = 'unknown' and m.claimed_at > ${since}))
        and (m.origin, m.step) <> (${origin}, ${step})
    ) pressure
    where c.customer_id = any(${question.customerIds})
    order by c.customer_id
  `.execute(db);
  return rows.map((row) => ({
    customerId: row.customer_id,
    personId: row.person_id,
    address: row.address,
    addressTakenBy: row.taken_by,
    suppression: row.suppression,
    opposed: row.opposed,
    lastOrderOn: null,
    consent: strictest(row.consents, `${channel}:${purpose}`, brand),
    sentInWindow: row.sent,
  }));
}

/** The consent that counts among the purpose's and the brand's: a withdrawal of either; otherwise the grant, the brand's first. */
function strictest(consents: Row['consents'], general: string, brand: string): ContactFacts['consent'] {
  const keys = brand === '' ? [general] : [`${general}:${brand}`, general];
  const known = keys.flatMap((key) => {
    const entry = consents[key];
    return entry === undefined
      ? []
      : [{ status: entry.status, key, at: String(entry.at), source: String(entry.source) }];
  });
  return known.find((consent) => consent.status === 'withdrawn') ?? known[0] ?? null;
}

/** Person → customer, for every person of these customers. */
export async function readPersonsOf(
  db: Database,
  customerIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ person: number; customer: number }>`
    select id as person, id as customer from unnest(${customerIds}::bigint[]) as id
    union all
    select person_id, customer_id from identify.customer_of where customer_id = any (${customerIds}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map(({ person, customer }) => [person, customer]));
}
