import { type Database, sql } from '../database/index.ts';
import type { Job, JobFilter, JobState } from './job.ts';

const columns = sql`
  job_id as "jobId", kind, payload, state,
  jsonb_build_object('done', done, 'total', total, 'counts', counts) as progress,
  attempts, max_attempts as "maxAttempts", error, result, cancel_requested as "cancelRequested",
  created_at as "createdAt", run_at as "runAt", started_at as "startedAt", ended_at as "endedAt"`;

/** Writes a waiting job, unless one with its key is waiting or running: then `undefined`. */
export async function insertJob(
  db: Database,
  row: {
    jobId: string;
    kind: string;
    key: string | undefined;
    payload: unknown;
    maxAttempts: number;
    at: Date;
    runAt: Date;
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ jobId: string }>`
    insert into platform.job (job_id, kind, key, payload, state, max_attempts, created_at, run_at)
    values (${row.jobId}, ${row.kind}, ${row.key ?? null}, ${JSON.stringify(row.payload)}::jsonb, 'waiting',
            ${row.maxAttempts}, ${row.at}, ${row.runAt})
    on conflict (key) where state in ('waiting', 'running') do nothing
    returning job_id as "jobId"`.execute(db);
  return rows[0]?.jobId;
}

/** The waiting or running job of a key. */
export async function findLiveJob(db: Database, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ jobId: string }>`
    select job_id as "jobId" from platform.job where key = ${key} and state in ('waiting', 'running')`.execute(
    db,
  );
  return rows[0]?.jobId;
}

export async function findJob(db: Database, jobId: string): Promise<Job | undefined> {
  const { rows } = await sql<Job>`select ${columns} from platform.job where job_id = ${jobId}`.execute(db);
  return rows[0];
}

/** One page, newest first. The cursor is the last row's age and id, so rows arriving meanwhile shift nothing. */
export async function listJobs(
  db: Database,
  filter: JobFilter & { readonly limit: number },
): Promise<{ items: Job[]; total: number }> {
  const kind = filter.kind ?? null;
  const wanted = sql`
    (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
    and (${kind}::text is null and (kind not like 'hear:%' or state = 'failed') or starts_with(kind, ${kind}))`;
  const [at, jobId] = filter.cursor?.split('~') ?? [null, null];
  const { rows } = await sql<Job>`
    select ${columns} from platform.job
    where ${wanted} and (${at}::timestamptz is null or (created_at, job_id) < (${at}::timestamptz, ${jobId}::uuid))
    order by created_at desc, job_id desc
    limit ${filter.limit}`.execute(db);
  const count = await sql<{ total: number }>`
    select count(*) as total from platform.job where ${wanted}`.execute(db);
  return { items: rows, total: count.rows[0]?.total ?? 0 };
}

/** Cancels at once what waits, and asks what runs to stop. Answers the job as it then is. */
export async function requestCancel(db: Database, jobId: string, at: Date): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    update platform.job
    set cancel_requested = true,
        state = case state when 'waiting' then 'cancelled' else state end,
        ended_at = case state when 'waiting' then ${at}::timestamptz else ended_at end
    where job_id = ${jobId} and state in ('waiting', 'running')
    returning ${columns}, pg_notify('chacun_job_cancel', job_id::text)`.execute(db);
  return rows[0] ?? findJob(db, jobId);
}

/** Makes a failed or cancelled job wait again with all its attempts, unless a live one has its key. */
export async function reviveJob(db: Database, jobId: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update platform.job as ended
    set state = 'waiting', attempts = 0, cancel_requested = false, run_at = ${at}, ended_at = null, worker = null
    where job_id = ${jobId} and state in ('failed', 'cancelled')
      and not exists (select from platform.job as live
                      where live.key = ended.key and live.state in ('waiting', 'running'))
    returning job_id`.execute(db);
  return rows.length > 0;
}

/** How many jobs there are in each state. */
export async function countJobs(db: Database): Promise<Readonly<Record<JobState, number>>> {
  const { rows } = await sql<{ state: JobState; jobs: number }>`
    select state, count(*)::int as jobs from platform.job group by state`.execute(db);
  const none = { waiting: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, jobs }) => [state, jobs])) };
}

/** How many jobs run or are due. */
export async function countDueJobs(db: Database, at: Date): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*) as due from platform.job where state = 'running' or state = 'waiting' and run_at <= ${at}`.execute(
    db,
  );
  return rows[0]?.due ?? 0;
}

/** Removes what nobody looks for any more: heard events after a day, other ended jobs after 90 days; failures stay. */
export async function forgetOldJobs(db: Database, at: Date): Promise<void> {
  await sql`
    delete from platform.job
    where state in ('done', 'cancelled')
      and ended_at < ${at}::timestamptz - case when kind like 'hear:%' then interval '1 day' else interval '90 days' end`.execute(
    db,
  );
}
