export { createJobs } from './create-jobs.ts';
export {
  type AnyJobDefinition,
  type EnqueueOptions,
  type Job,
  type JobContext,
  type JobDefinition,
  type JobDesk,
  type JobFilter,
  type JobState,
  type Jobs,
  type JobWorker,
  job,
} from './job.ts';
export { countJobs } from './jobs.store.ts';
export { forgetInJobs } from './forget-in-jobs.ts';
