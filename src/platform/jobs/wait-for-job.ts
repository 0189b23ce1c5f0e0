import { setTimeout as pause } from 'node:timers/promises';
import type { Job } from './job.ts';

/** Milliseconds between two looks: quick at first, so that short jobs answer at once. */
const looksMs = { first: 20, last: 400, growth: 1.5 };

/** Looks at a job until it has ended, telling each change. Throws when there is no such job. */
export async function waitForJob(
  find: (jobId: string) => Promise<Job | undefined>,
  jobId: string,
  onProgress?: (job: Job) => void,
): Promise<Job> {
  let told = '';
  for (let waitMs = looksMs.first; ; waitMs = Math.min(waitMs * looksMs.growth, looksMs.last)) {
    const job = await find(jobId);
    if (job === undefined) throw new Error(`There is no job ${jobId}.`);
    const news = JSON.stringify([job.state, job.progress]);
    if (news !== told) onProgress?.(job);
    told = news;
    if (job.endedAt !== null) return job;
    await pause(waitMs);
  }
}
