import { type Database, sql } from '../database/index.ts';

/** The one task graphile-worker knows: "look at this job". */
export const dispatchTask = 'chacun_job';

/** More than a dispatch is ever tried: whether a job is tried again is decided by its own row. */
const dispatchAttempts = 1000;

/** Has the job looked at after `delayMs`, instead of whenever that was planned before. Joins the given transaction. */
export async function dispatchJob(db: Database, jobId: string, delayMs: number): Promise<void> {
  await sql`
    select graphile_worker.add_job(${dispatchTask}, json_build_object('jobId', ${jobId}::text),
      run_at => now() + ${Math.max(0, Math.round(delayMs))} * interval '1 millisecond',
      max_attempts => ${dispatchAttempts}, job_key => ${jobId})`.execute(db);
}

export async function removeDispatch(db: Database, jobId: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${jobId})`.execute(db);
}

/** Unlocks what dead dispatchers held; graphile-worker itself would wait four hours. */
export async function unlockDispatchers(db: Database, dispatchers: readonly string[]): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(${dispatchers}::text[])`.execute(db);
}

/**
 * Waiting jobs that nobody is going to look at in time: their dispatch is missing (the queue's own tables are not in
 * backups) or was put off by failures to reach the database.
 */
export async function findForgottenJobs(db: Database, at: Date): Promise<{ jobId: string; runAt: Date }[]> {
  const { rows } = await sql<{ jobId: string; runAt: Date }>`
    select job.job_id::text as "jobId", job.run_at as "runAt"
    from platform.job left join graphile_worker.jobs as dispatch on dispatch.key = job.job_id::text
    where job.state = 'waiting'
      and (dispatch.id is null
           or job.run_at < ${at}::timestamptz - interval '10 seconds' and dispatch.locked_by is null and dispatch.run_at > now())
    limit 10000`.execute(db);
  return rows;
}
