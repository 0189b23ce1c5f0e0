import { type Database, sql } from '../database/index.ts';
import type { Run } from './runs.store.ts';

/** The name of the advisory lock a worker holds as long as it lives. */
export const workerLock = (worker: string) => `chacun:worker:${worker}`;

/** Says that a worker lives. */
export async function writeHeartbeat(
  db: Database,
  beat: { worker: string; dispatcher: string | undefined; at: Date },
): Promise<void> {
  await sql`
    insert into platform.worker (worker, dispatcher, started_at, seen_at)
    values (${beat.worker}, ${beat.dispatcher ?? null}, ${beat.at}, now())
    on conflict (worker) do update set dispatcher = excluded.dispatcher, seen_at = now()`.execute(db);
}

export async function removeWorker(db: Database, worker: string): Promise<void> {
  await sql`delete from platform.worker where worker = ${worker}`.execute(db);
}

/**
 * Removes the workers that are no more, answering their names and dispatchers. Dead is who holds its lock no longer
 * (its connection fell: a kill is seen at once), or has not been seen for a minute (a machine that lost its power
 * leaves its connections half open). Taking the lock in this transaction keeps two processes from burying the same one.
 */
export async function removeDeadWorkers(
  trx: Database,
  self: string,
): Promise<{ worker: string; dispatcher: string | null }[]> {
  const { rows } = await sql<{ worker: string; dispatcher: string | null }>`
    delete from platform.worker
    where worker <> ${self}
      and (pg_try_advisory_xact_lock(hashtextextended('chacun:worker:' || worker, 0))
           or seen_at < now() - interval '1 minute')
    returning worker, dispatcher`.execute(trx);
  return rows;
}

/** The runs a worker holds according to the database. */
export async function findRunsOf(db: Database, worker: string): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select job_id::text as "jobId", runs as run from platform.job where state = 'running' and worker = ${worker}`.execute(
    db,
  );
  return rows;
}

/**
 * Frees running jobs whose worker is gone, and the given `dropped` runs. Cancelled ones are cancelled, those out of
 * attempts failed, the others wait again.
 */
export async function freeLostJobs(
  trx: Database,
  lost: { dropped: readonly Run[]; at: Date },
): Promise<{ jobId: string; state: string }[]> {
  const { rows } = await sql<{ jobId: string; state: string }>`
    update platform.job
    set state = case when cancel_requested then 'cancelled' when attempts >= max_attempts then 'failed' else 'waiting' end,
        error = case when not cancel_requested and attempts >= max_attempts
                then 'The process running it ended before it did, ' || attempts || ' times without advancing.' else error end,
        ended_at = case when cancel_requested or attempts >= max_attempts then ${lost.at}::timestamptz end,
        run_at = ${lost.at}, worker = null
    where state = 'running'
      and (not exists (select from platform.worker where worker.worker = job.worker)
           or (job_id, runs) in (select (one ->> 'jobId')::uuid, (one ->> 'run')::int
                                 from jsonb_array_elements(${JSON.stringify(lost.dropped)}::jsonb) as one))
    returning job_id::text as "jobId", state`.execute(trx);
  return rows;
}
