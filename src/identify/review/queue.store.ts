import { type Database, sql } from '#platform/database';

export type QueuedPair = {
  readonly low: number;
  readonly high: number;
  readonly bits: number;
  readonly unsure: boolean;
};

export type QueueRange = {
  readonly modelId: number;
  readonly fromBits: number;
  readonly belowBits: number;
};

/** Where a page of the queue ended. */
export type QueuePlace = {
  readonly unsure: boolean;
  readonly worth: number;
  readonly low: number;
  readonly high: number;
};

/**
 * Links of a range of odds whose customers are two and of which nobody decided. One row per pair of customers, their strongest; pairs somebody
 * could not tell come last.
 */
const waiting = ({ modelId, fromBits, belowBits }: QueueRange, personIds?: readonly number[]) => sql`
  select distinct on (least(of_low, of_high), greatest(of_low, of_high)) low, high, bits, unsure
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

/** A page of the queue: the nearest to probability ½ first, where a decision teaches most. */
export async function listWaiting(
  db: Database,
  range: QueueRange,
  after: QueuePlace | undefined,
  limit: number,
): Promise<QueuedPair[]> {
  const bound =
    after === undefined
      ? sql`true`
      : sql`(unsure, abs(bits), low, high) > (${after.unsure}::boolean, ${after.worth}::float8, ${after.low}::bigint, ${after.high}::bigint)`;
  const { rows } = await sql<QueuedPair>`
    select low, high, bits, unsure from (${waiting(range)}) as queue
    where ${bound} order by unsure, abs(bits), low, high limit ${limit}
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
    select * from (${waiting(range, personIds)}) as queue order by bits desc, low, high
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
    select l.low, l.high, l.bits::float8 as bits, false as unsure, md5(l.low || ' ' || l.high) as draw
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
