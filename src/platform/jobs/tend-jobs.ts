import type { Clock } from '../clock/index.ts';
import { type Database, inTransaction } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import { dispatchJob, findForgottenJobs, unlockDispatchers } from './dispatch.store.ts';
import { findRunsOf, freeLostJobs, removeDeadWorkers, writeHeartbeat } from './workers.store.ts';

export type TendNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly worker: string;
  readonly dispatcher: () => string | undefined;
  readonly running: ReadonlyMap<string, unknown>;
};

/** One round of a worker's care: it says it lives, frees the jobs of those that do not, and has forgotten ones looked at. */
export async function tendJobs(needs: TendNeeds): Promise<void> {
  const { db, clock, log, worker } = needs;
  await writeHeartbeat(db, { worker, dispatcher: needs.dispatcher(), at: clock.now() });
  // Asked before looking at what is in hand: a run begun meanwhile is not among them. What is left over lost the
  // database at the moment of ending its job.
  const dropped = (await findRunsOf(db, worker)).filter((one) => !needs.running.has(one.jobId));
  await inTransaction(db, async (trx) => {
    const at = clock.now();
    const dead = await removeDeadWorkers(trx, worker);
    const dispatchers = dead.flatMap((one) => one.dispatcher ?? []);
    if (dispatchers.length > 0) await unlockDispatchers(trx, dispatchers);
    const freed = await freeLostJobs(trx, { dropped, at });
    for (const job of freed) if (job.state === 'waiting') await dispatchJob(trx, job.jobId, 0);
    for (const job of await findForgottenJobs(trx, at))
      await dispatchJob(trx, job.jobId, job.runAt.getTime() - at.getTime());
    if (freed.length > 0)
      log.warn({ workers: dead.map((one) => one.worker), jobs: freed.length }, 'jobs of dead workers freed');
  });
}
