import { newToken } from '#platform/ids';
import { readSetting, saveSetting } from '#platform/settings';
import { type Database, sql } from '#platform/database';
import type { Licence, ScreenedColumns, ScreeningCounts } from './api.ts';

export type ScreenedFile = {
  readonly fileId: string;
  readonly name: string;
  readonly columns: ScreenedColumns;
};

export type Screening = {
  readonly screeningId: number;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly files: readonly ScreenedFile[];
  readonly channel: string;
  readonly licence: Licence;
  readonly counts: ScreeningCounts | Record<string, never>;
  readonly cost: string | null;
  readonly error: string | null;
  readonly jobId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

const columns = sql`
  screening_id as "screeningId", state, files, channel, licence, counts, cost, error, job_id as "jobId", created_by as "createdBy",
  created_at as "createdAt", ended_at as "endedAt"`;

export async function insertScreening(
  db: Database,
  input: Pick<Screening, 'files' | 'channel' | 'licence' | 'createdBy' | 'createdAt'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.screening (state, files, channel, licence, created_by, created_at)
    values ('waiting', ${JSON.stringify(input.files)}::jsonb, ${input.channel}, ${JSON.stringify(input.licence)}::jsonb,
      ${input.createdBy}, ${input.createdAt})
    returning screening_id as id
  `.execute(db);
  return rows[0]?.id ?? 0;
}

export async function findScreening(db: Database, screeningId: number): Promise<Screening | undefined> {
  const { rows } = await sql<Screening>`
    select ${columns} from identify.screening where screening_id = ${screeningId}::bigint`.execute(db);
  return rows[0];
}

/** The latest screenings, newest first. */
export async function listScreenings(db: Database, limit: number): Promise<Screening[]> {
  const { rows } = await sql<Screening>`
    select ${columns} from identify.screening order by screening_id desc limit ${limit}`.execute(db);
  return rows;
}

export async function changeScreening(
  db: Database,
  change: {
    readonly screeningId: number;
    readonly state?: Screening['state'];
    readonly counts?: ScreeningCounts;
    readonly cost?: string;
    readonly error?: string;
    readonly jobId?: string;
    readonly endedAt?: Date;
  },
): Promise<void> {
  await sql`
    update identify.screening set state = coalesce(${change.state ?? null}, state), error = ${change.error ?? null},
      counts = coalesce(${change.counts === undefined ? null : JSON.stringify(change.counts)}::jsonb, counts),
      cost = coalesce(${change.cost ?? null}::numeric, cost), job_id = coalesce(${change.jobId ?? null}::uuid, job_id),
      ended_at = coalesce(${change.endedAt ?? null}::timestamptz, ended_at)
    where screening_id = ${change.screeningId}::bigint
  `.execute(db);
}

/** Notes keys of a screening; answers those it did not have. */
export async function noteKeys(
  db: Database,
  screeningId: number,
  keys: readonly bigint[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    insert into identify.screening_key (screening_id, key)
    select ${screeningId}, key from unnest(${keys.map(String)}::bigint[]) as key on conflict do nothing
    returning key::text
  `.execute(db);
  return new Set(rows.map(({ key }) => key));
}

export async function forgetKeys(db: Database, screeningId: number): Promise<void> {
  await sql`delete from identify.screening_key where screening_id = ${screeningId}::bigint`.execute(db);
}

/** Of the keys of a screening, how many there are, and how many were in one earlier single use of the same supplier's list. */
export async function countKeysUsed(
  db: Database,
  screening: Pick<Screening, 'screeningId' | 'licence'>,
): Promise<{ keys: number; used: number }> {
  const { supplier, list } = screening.licence;
  const { rows } = await sql<{ keys: number; used: number }>`
    select count(*) as keys, count(*) filter (where exists (
      select from identify.screening_key earlier join identify.screening s using (screening_id)
      where earlier.key = k.key and s.screening_id <> k.screening_id and s.state = 'done' and s.licence ->> 'use' = 'single'
        and lower(s.licence ->> 'supplier') = lower(${supplier}) and lower(s.licence ->> 'list') = lower(${list}))) as used
    from identify.screening_key k where k.screening_id = ${screening.screeningId}::bigint
  `.execute(db);
  return rows[0] ?? { keys: 0, used: 0 };
}

/** The salt of this installation's hashes, made the first time. */
export async function readSalt(db: Database, at: Date): Promise<string> {
  const known = await readSetting(db, 'screening.salt');
  if (typeof known === 'string') return known;
  const salt = newToken(24);
  await saveSetting(db, { key: 'screening.salt', value: salt, by: 'screening', at });
  return salt;
}

/** Screenings that ended before a moment. */
export async function listEndedBefore(db: Database, before: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select screening_id as id from identify.screening where ended_at < ${before}`.execute(db);
  return rows.map(({ id }) => id);
}
