import type { z } from 'zod';
import {
  countPending,
  countUnsettled,
  findModelInForce,
  listModels,
  type ModelSummary,
  readMatchingSettings,
} from '#identify/matching';
import type { Database } from '#platform/database';
import type { JobDesk } from '#platform/jobs';
import type { Model, StatusReply } from './api.ts';
import { rangeOf } from './list-queue.ts';
import { countWaiting } from './queue.store.ts';
import { matchingJob } from './review.jobs.ts';
import { countPeople } from './sides.store.ts';

/** Where matching stands: settings, the model in force, who is still to be matched, what waits to be looked at, the run of now. */
export async function readStatus(needs: {
  readonly db: Database;
  readonly jobs: Pick<JobDesk, 'list'>;
}): Promise<StatusReply> {
  const { db, jobs } = needs;
  const model = await findModelInForce(db);
  const { items } = await jobs.list({ kind: matchingJob, limit: 5 });
  const job =
    items.find(({ state }) => state === 'running') ?? items.find(({ state }) => state === 'waiting');
  return {
    settings: await readMatchingSettings(db),
    model: model === undefined ? null : viewOf(model),
    ...(await countPeople(db)),
    pending: await countPending(db),
    unsettled: await countUnsettled(db),
    queue: await countReviews(db),
    job: job === undefined ? null : { jobId: job.jobId, state: job.state },
  };
}

/** How many pairs wait for somebody to look at them, by why. */
export async function countReviews(db: Database): Promise<StatusReply['queue']> {
  const waiting = async (kind: 'doubtful' | 'contradiction') => {
    const range = await rangeOf(db, kind);
    return range === undefined ? 0 : countWaiting(db, range);
  };
  return { doubtful: await waiting('doubtful'), contradiction: await waiting('contradiction') };
}

/** Every model there was, latest first. */
export async function readModels(db: Database): Promise<z.infer<typeof Model>[]> {
  return (await listModels(db)).map(viewOf);
}

function viewOf({ report, learntAt, ...model }: ModelSummary): z.infer<typeof Model> {
  const { candidatePairs, totalPairs, recallAtMost } = report;
  return { ...model, learntAt: learntAt.toISOString(), candidatePairs, totalPairs, recallAtMost };
}
