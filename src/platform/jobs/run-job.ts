import type { Clock } from '../clock/index.ts';
import { type Database, inTransaction } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import { dispatchJob } from './dispatch.store.ts';
import { type AnyJobDefinition, type JobContext, JobStopped } from './job.ts';
import { throttleProgress } from './job-progress.ts';
import * as runs from './runs.store.ts';

/** What a worker has in hand, by job: how to stop it. `run` comes once the job is claimed. */
export type RunningJobs = Map<string, { readonly abort: AbortController; run?: runs.Run }>;

export type RunJobNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly worker: string;
  readonly running: RunningJobs;
  readonly retryDelayMs: (attempt: number) => number;
  definition(kind: string): AnyJobDefinition | undefined;
};

/** Takes a waiting job, runs it, and writes how it ended. Does nothing when it is not waiting. */
export async function runJob(needs: RunJobNeeds, jobId: string): Promise<void> {
  const { db, clock, log, worker, running } = needs;
  // An overtaken run may still be winding up here; the job is found again when it has.
  if (running.has(jobId)) return;
  const abort = new AbortController();
  // In hand before it is claimed: a job of this worker that is in nobody's hand is taken for lost.
  const inHand: { abort: AbortController; run?: runs.Run } = { abort };
  running.set(jobId, inHand);
  try {
    const job = await runs.claimJob(db, { jobId, worker, at: clock.now() });
    if (job === undefined) return;
    inHand.run = job;
    await runClaimed(needs, job, abort);
  } catch (error) {
    // The database is out of reach: the job stays as it is until this worker or another frees it.
    log.error({ jobId, error: messageOf(error) }, 'job could not be taken or ended');
    throw error;
  } finally {
    running.delete(jobId);
  }
}

async function runClaimed(needs: RunJobNeeds, job: runs.Claimed, abort: AbortController): Promise<void> {
  const { db, clock } = needs;
  const definition = needs.definition(job.kind);
  if (definition === undefined) {
    const error = `Nothing here knows how to do "${job.kind}". Run a version of Chacun that does, then retry.`;
    return runs.endRun(db, job, { state: 'failed', at: clock.now(), error });
  }
  const { context, flush } = contextOf(needs, job, abort);
  const outcome = await attempt(definition, job, context);
  await flush();
  if (abort.signal.reason instanceof JobStopped) await stopRun(needs, job, abort.signal.reason);
  else if ('error' in outcome) await failRun(needs, job, outcome.error);
  else await runs.endRun(db, job, { state: 'done', at: clock.now(), result: outcome.result });
}

async function attempt(
  definition: AnyJobDefinition,
  job: runs.Claimed,
  context: JobContext,
): Promise<{ result: unknown } | { error: unknown }> {
  try {
    return { result: await definition.run(definition.payload.parse(job.payload), context) };
  } catch (error) {
    return { error };
  }
}

function contextOf(
  needs: RunJobNeeds,
  job: runs.Claimed,
  abort: AbortController,
): { context: JobContext; flush: () => Promise<void> } {
  const heed = (hold: runs.Hold) => {
    if (hold !== 'held') abort.abort(new JobStopped(hold));
  };
  const progress = throttleProgress(async (said) => heed(await runs.writeProgress(needs.db, job, said)));
  const context: JobContext = {
    jobId: job.jobId,
    attempt: job.attempts,
    cursor: job.cursor ?? undefined,
    signal: abort.signal,
    checkpoint: async (cursor) => heed(await runs.writeCursor(needs.db, job, cursor)),
    progress: (done, total = null, counts = {}) => progress.say({ done, total, counts }),
  };
  return { context, flush: progress.flush };
}

async function stopRun(needs: RunJobNeeds, job: runs.Claimed, stopped: JobStopped): Promise<void> {
  const { db, clock } = needs;
  if (stopped.why === 'cancelled') await runs.endRun(db, job, { state: 'cancelled', at: clock.now() });
  if (stopped.why !== 'shutdown') return;
  await inTransaction(db, async (trx) => {
    if (await runs.giveBackRun(trx, job)) await dispatchJob(trx, job.jobId, 0);
  });
}

async function failRun(needs: RunJobNeeds, job: runs.Claimed, error: unknown): Promise<void> {
  const { db, clock, log } = needs;
  const message = messageOf(error);
  const now = clock.now();
  const attempts = await runs.readAttempts(db, job);
  const last = attempts >= job.maxAttempts;
  log[last ? 'error' : 'warn'](
    { jobId: job.jobId, kind: job.kind, attempts, error: message },
    last ? 'job failed for good' : 'job failed, will be tried again',
  );
  if (last) return runs.endRun(db, job, { state: 'failed', at: now, error: message });
  const delay = needs.retryDelayMs(attempts);
  await inTransaction(db, async (trx) => {
    const runAt = new Date(now.getTime() + delay);
    if (await runs.postponeRun(trx, job, { runAt, error: message })) await dispatchJob(trx, job.jobId, delay);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
