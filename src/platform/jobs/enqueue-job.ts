import type { Clock } from '../clock/index.ts';
import { type Database, inTransaction } from '../database/index.ts';
import { newId } from '../ids/index.ts';
import { dispatchJob } from './dispatch.store.ts';
import type { AnyJobDefinition, EnqueueOptions } from './job.ts';
import { findLiveJob, insertJob } from './jobs.store.ts';

const defaultMaxAttempts = 5;

/**
 * Puts a job in the queue, in the caller's transaction when given one. A payload that its kind refuses throws here,
 * where the mistake is, rather than later in a worker. Answers the id, or that of the live job with the same key.
 */
export async function enqueueJob(
  needs: { db: Database; clock: Clock; definition: AnyJobDefinition },
  payload: unknown,
  options: EnqueueOptions,
): Promise<string> {
  const { definition } = needs;
  const checked: unknown = definition.payload.parse(payload);
  return inTransaction(options.within ?? needs.db, async (trx) => {
    for (;;) {
      const at = needs.clock.now();
      const runAt = options.runAt ?? at;
      const jobId = await insertJob(trx, {
        jobId: newId(at),
        kind: definition.kind,
        key: options.key,
        payload: checked,
        maxAttempts: definition.maxAttempts ?? defaultMaxAttempts,
        at,
        runAt,
      });
      if (jobId !== undefined) {
        await dispatchJob(trx, jobId, runAt.getTime() - at.getTime());
        return jobId;
      }
      // The one that had the key may end between the two statements: then there is room for ours.
      const live = options.key === undefined ? undefined : await findLiveJob(trx, options.key);
      if (live !== undefined) return live;
    }
  });
}
