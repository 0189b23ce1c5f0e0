import { type Outcome, refuse } from '../errors/index.ts';
import { type AnyRoute, route } from '../http/index.ts';
import type { Job, JobDesk } from '../jobs/index.ts';
import { JobParams, JobShape, type JobView, ListJobsQuery, ListJobsReply } from './api.ts';

function viewOf({ payload: _payload, ...job }: Job): JobView {
  return {
    ...job,
    createdAt: job.createdAt.toISOString(),
    runAt: job.runAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
  };
}

function found(job: Job | undefined, jobId: string): Outcome<JobView> {
  return job === undefined ? refuse('not-found', 'job-not-found', `There is no job ${jobId}.`) : viewOf(job);
}

/** Jobs over HTTP. Payloads stay inside: they may name people. */
export function jobRoutes(jobs: JobDesk): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/jobs',
      permission: 'jobs:read',
      summary: 'Jobs, newest first',
      query: ListJobsQuery,
      reply: ListJobsReply,
      handle: async ({ query }) => {
        const page = await jobs.list(query);
        return { ...page, items: page.items.map(viewOf) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/jobs/:jobId',
      permission: 'jobs:read',
      summary: 'One job: its state, progress, result or error',
      params: JobParams,
      reply: JobShape,
      handle: async ({ params }) => found(await jobs.find(params.jobId), params.jobId),
    }),
    route({
      method: 'POST',
      path: '/api/v1/jobs/:jobId/cancel',
      permission: 'jobs:write',
      summary: 'Cancel a job: at once when it waits, at its next safe place when it runs',
      params: JobParams,
      reply: JobShape,
      audit: 'job.cancel',
      handle: async ({ params }) => {
        const job = await jobs.cancel(params.jobId);
        if (job === undefined || job.cancelRequested) return found(job, params.jobId);
        return refuse('conflict', 'job-ended', `Job ${job.jobId} has already ended (${job.state}).`);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/jobs/:jobId/retry',
      permission: 'jobs:write',
      summary: 'Run a failed or cancelled job again, from where it had come to',
      params: JobParams,
      reply: JobShape,
      audit: 'job.retry',
      handle: async ({ params }) => {
        const before = await jobs.find(params.jobId);
        if (before?.state === 'done')
          return refuse(
            'conflict',
            'job-done',
            `Job ${before.jobId} has succeeded: there is nothing to retry.`,
          );
        return found(await jobs.retry(params.jobId), params.jobId);
      },
    }),
  ];
}
