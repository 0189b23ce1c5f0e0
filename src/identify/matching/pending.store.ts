import { type Database, sql } from '#platform/database';

/** Notes that what is said of these persons may have changed, so that they are matched anew. Under the identity lock. */
export async function notePending(trx: Database, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql`
    insert into identify.match_pending (person_id) select distinct id from unnest(${personIds}::bigint[]) as id
    on conflict (person_id) do update set noted = excluded.noted
  `.execute(trx);
}

/** The next persons to match, those that waited longest first. */
export async function nextPending(db: Database, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select person_id as id from identify.match_pending order by noted limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function removePending(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`delete from identify.match_pending where person_id = any (${personIds}::bigint[])`.execute(trx);
}

export async function countPending(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from identify.match_pending`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The number of the last note: whatever is read after it is newer than all notes up to it. */
export async function lastNoted(db: Database): Promise<number> {
  const { rows } = await sql<{ noted: number | null }>`
    select max(noted) as noted from identify.match_pending`.execute(db);
  return rows[0]?.noted ?? 0;
}

/** Drops the notes up to a number: all they tell has been read. */
export async function removeNotedUpTo(trx: Database, noted: number): Promise<void> {
  await sql`delete from identify.match_pending where noted <= ${noted}`.execute(trx);
}

/** Everybody whom links at or above these odds tie to somebody, under one model, is to be clustered anew. */
export async function unsettleLinked(
  trx: Database,
  input: { readonly modelId: number; readonly leastBits: number; readonly below?: number },
): Promise<void> {
  const below = input.below ?? Number.POSITIVE_INFINITY;
  await sql`
    insert into identify.match_unsettled (person_id)
    select low from identify.match_link
    where model_id = ${input.modelId} and bits >= ${input.leastBits}::float8 and bits < ${below}::float8
    union select high from identify.match_link
    where model_id = ${input.modelId} and bits >= ${input.leastBits}::float8 and bits < ${below}::float8
    on conflict do nothing
  `.execute(trx);
}

/** These persons' customers are to be derived anew. */
export async function unsettle(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`
    insert into identify.match_unsettled (person_id) select distinct id from unnest(${personIds}::bigint[]) as id
    on conflict do nothing
  `.execute(trx);
}

/** The next persons whose customer is to be derived anew; neighbours in number, as those of one customer often are. */
export async function nextUnsettled(db: Database, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select person_id as id from identify.match_unsettled order by person_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function settle(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`delete from identify.match_unsettled where person_id = any (${personIds}::bigint[])`.execute(trx);
}

export async function countUnsettled(db: Database): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from identify.match_unsettled`.execute(db);
  return rows[0]?.count ?? 0;
}
