import { type Database, sql } from '#platform/database';

export type QueuedPair = {
  readonly low: number;
  readonly high: number;
  readonly bits: number;
  readonly unsure: boolean;
  /** Net sales of the two customers, null where nothing is known to be at stake. */
  readonly stake: string | null;
  readonly currency: string | null;
};

export type QueueRange = {
  readonly modelId: number;
  readonly fromBits: number;
  readonly belowBits: number;
};

/** Where a page of the queue ended; the greater the rank, the sooner. */
export type QueuePlace = {
  readonly unsure: boolean;
  readonly rank: number;
  readonly doubt: number;
  readonly low: number;
  readonly high: number;
};
export type RankedPair = QueuedPair & { readonly rank: number };

/**
 * Links of a range of odds whose customers are two and of which nobody decided. One row per pair of customers, their strongest; pairs somebody
 * could not tell come last.
 */
const waiting = ({ modelId, fromBits, belowBits }: QueueRange, personIds?: readonly number[]) => sql`
  select distinct on (least(of_low, of_high), greatest(of_low, of_high)) low, high, bits, unsure, of_low, of_high
  from (
    select l.low, l.high, l.bits::float8 as bits, coalesce(a.customer_id, l.low) as of_low,
           coalesce(b.customer_id, l.high) as of_high, v.verdict is not null as unsure
    from identify.match_link l
    left join identify.customer_of a on a.person_id = l.low
    left join identify.customer_of b on b.person_id = l.high
    left join identify.match_verdict v on v.low = l.low and v.high = l.high
    where l.model_id = ${modelId} and l.bits >= ${fromBits}::float8 and l.bits < ${belowBits}::float8
      and coalesce(v.verdict, 'unsure') = 'unsure'
      and ${personIds === undefined ? sql`true` : sql`(l.low = any (${personIds}::bigint[]) or l.high = any (${personIds}::bigint[]))`}
  ) as pair
  where of_low <> of_high
  order by least(of_low, of_high), greatest(of_low, of_high), bits desc, low, high`;

/** What customers bought, as far as pairs of theirs waited when it was last read. */
const stakes = sql`
  select coalesce(o.customer_id, s.person_id) as customer_id, sum(s.net_sales) as net, min(s.currency) as currency
  from identify.match_stake s left join identify.customer_of o using (person_id) group by 1`;

/** The waiting pairs with what is at stake: the net sales of the two customers. */
const staked = (pairs: ReturnType<typeof waiting>) => sql`
  select queue.*, one.net is not null or other.net is not null as is_staked,
         coalesce(one.net, 0) + coalesce(other.net, 0) as net, coalesce(one.currency, other.currency) as currency
  from (${pairs}) as queue
  left join stakes one on one.customer_id = of_low left join stakes other on other.customer_id = of_high`;

/** Doubt in bits, 1 at probability ½ and 0 where it is sure (the entropy of the two answers), from log₂ odds b > 0 as log₂(1 + 2⁻ᵇ) + b 2⁻ᵇ ÷ (1 + 2⁻ᵇ). */
const doubt = sql`(ln(1 + power(2::float8, -abs(bits))) / ln(2::float8)
  + abs(bits) * power(2::float8, -abs(bits)) / (1 + power(2::float8, -abs(bits))))`;

/** The rank of a pair, the greatest first. A contradiction is doubtful whatever its probability. */
const ranks = {
  worth: (isDoubtful: boolean) => (isDoubtful ? sql`net::float8 * ${doubt}` : sql`net::float8`),
  value: () => sql`net::float8`,
  doubt: () => sql`-abs(bits)`,
  newest: () => sql`extract(epoch from (
    select max(created_at) from identify.person p where p.person_id in (low, high)))::float8`,
};
export type QueueOrder = keyof typeof ranks;

/** A page of the queue, by an order; among equals the nearest to probability ½ first, where a decision teaches most. */
export async function listWaiting(
  db: Database,
  range: QueueRange,
  page: {
    readonly order: QueueOrder;
    readonly after: QueuePlace | undefined;
    readonly limit: number;
  },
): Promise<RankedPair[]> {
  const { after } = page;
  const bound =
    after === undefined
      ? sql`true`
      : sql`(unsure, -rank, abs(bits), low, high) >
          (${after.unsure}::boolean, ${-after.rank}::float8, ${after.doubt}::float8, ${after.low}::bigint, ${after.high}::bigint)`;
  const rank = ranks[page.order](range.belowBits < Number.POSITIVE_INFINITY);
  const { rows } = await sql<RankedPair>`
    with stakes as (${stakes}),
    ranked as (select low, high, bits, unsure, is_staked, net, currency, ${rank} as rank from (${staked(waiting(range))}) as queue)
    select low, high, bits, unsure, rank, case when is_staked then net::text end as stake, currency from ranked
    where ${bound} order by unsure, rank desc, abs(bits), low, high limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countWaiting(db: Database, range: QueueRange): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from (${waiting(range)}) as queue`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The waiting pairs of some customers' persons. */
export async function waitingOf(
  db: Database,
  range: QueueRange,
  personIds: readonly number[],
): Promise<QueuedPair[]> {
  const { rows } = await sql<QueuedPair>`
    with stakes as (${stakes})
    select low, high, bits, unsure, case when is_staked then net::text end as stake, currency
    from (${staked(waiting(range, personIds))}) as queue order by bits desc, low, high
  `.execute(db);
  return rows;
}

/** Joined pairs in an order that tells nothing of them, to be checked: a sample of those that nobody decided. */
export async function listJoined(
  db: Database,
  range: QueueRange,
  after: string,
  limit: number,
): Promise<(QueuedPair & { readonly draw: string })[]> {
  const { rows } = await sql<QueuedPair & { draw: string }>`
    select l.low, l.high, l.bits::float8 as bits, false as unsure, null as stake, null as currency, md5(l.low || ' ' || l.high) as draw
    from identify.match_link l
    left join identify.customer_of a on a.person_id = l.low
    left join identify.customer_of b on b.person_id = l.high
    where l.model_id = ${range.modelId} and l.bits >= ${range.fromBits}::float8
      and coalesce(a.customer_id, l.low) = coalesce(b.customer_id, l.high)
      and not exists (select from identify.match_verdict v where v.low = l.low and v.high = l.high)
      and md5(l.low || ' ' || l.high) > ${after}
    order by draw limit ${limit}
  `.execute(db);
  return rows;
}
