import { type Database, sql } from '../database/index.ts';

/** One start of a job. Everything written about it names its number: once another start has begun, nothing is written. */
export type Run = { readonly jobId: string; readonly run: number };

export type Claimed = Run & {
  readonly kind: string;
  readonly payload: unknown;
  readonly cursor: unknown;
  readonly attempts: number;
  readonly maxAttempts: number;
};

/** Takes a waiting job for a worker; `undefined` when it is not waiting (any more). */
export async function claimJob(
  db: Database,
  claim: { jobId: string; worker: string; at: Date },
): Promise<Claimed | undefined> {
  const { rows } = await sql<Claimed>`
    update platform.job
    set state = 'running', worker = ${claim.worker}, runs = runs + 1, attempts = attempts + 1,
        started_at = coalesce(started_at, ${claim.at})
    where job_id = ${claim.jobId} and state = 'waiting'
    returning job_id as "jobId", runs as run, kind, payload, cursor, attempts, max_attempts as "maxAttempts"`.execute(
    db,
  );
  return rows[0];
}

const held = (run: Run) => sql`job_id = ${run.jobId} and runs = ${run.run} and state = 'running'`;

/** Whether the run still holds its job, and whether people want it stopped. */
export type Hold = 'held' | 'cancelled' | 'lost';

function hold(rows: readonly { cancel: boolean }[]): Hold {
  if (rows[0] === undefined) return 'lost';
  return rows[0].cancel ? 'cancelled' : 'held';
}

export async function readHold(db: Database, run: Run): Promise<Hold> {
  const { rows } = await sql<{ cancel: boolean }>`
    select cancel_requested as cancel from platform.job where ${held(run)}`.execute(db);
  return hold(rows);
}

/** Progress as it is shown: units done, in all when known, and named counts. */
export type Progress = { done: number; total: number | null; counts: Record<string, number> };

export async function writeProgress(db: Database, run: Run, progress: Progress): Promise<Hold> {
  const { rows } = await sql<{ cancel: boolean }>`
    update platform.job
    set done = ${progress.done}, total = ${progress.total}, counts = ${JSON.stringify(progress.counts)}::jsonb
    where ${held(run)}
    returning cancel_requested as cancel`.execute(db);
  return hold(rows);
}

/** Stores where to resume. The job has advanced, so its attempts are counted from here. */
export async function writeCursor(db: Database, run: Run, cursor: unknown): Promise<Hold> {
  const { rows } = await sql<{ cancel: boolean }>`
    update platform.job set cursor = ${JSON.stringify(cursor ?? null)}::jsonb, attempts = 1
    where ${held(run)}
    returning cancel_requested as cancel`.execute(db);
  return hold(rows);
}

/** Tries since the job last advanced; 0 when the run no longer holds it. */
export async function readAttempts(db: Database, run: Run): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    select attempts from platform.job where ${held(run)}`.execute(db);
  return rows[0]?.attempts ?? 0;
}

/** Ends a run for good. */
export async function endRun(
  db: Database,
  run: Run,
  end: { state: 'done' | 'failed' | 'cancelled'; at: Date; result?: unknown; error?: string },
): Promise<void> {
  await sql`
    update platform.job
    set state = ${end.state}, ended_at = ${end.at}, error = ${end.error ?? null},
        result = ${end.result === undefined ? null : JSON.stringify(end.result)}::jsonb
    where ${held(run)}`.execute(db);
}

/** Lets the job wait for another try. Answers whether the run still held it. */
export async function postponeRun(
  db: Database,
  run: Run,
  next: { runAt: Date; error: string },
): Promise<boolean> {
  const { rows } = await sql`
    update platform.job set state = 'waiting', run_at = ${next.runAt}, error = ${next.error}, worker = null
    where ${held(run)} returning job_id`.execute(db);
  return rows.length > 0;
}

/** Gives the job back as if this run had not been: no attempt is counted. */
export async function giveBackRun(db: Database, run: Run): Promise<boolean> {
  const { rows } = await sql`
    update platform.job set state = 'waiting', attempts = greatest(attempts - 1, 0), worker = null
    where ${held(run)} returning job_id`.execute(db);
  return rows.length > 0;
}
