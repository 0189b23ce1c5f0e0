export {
  type AnyJobDefinition,
  type EnqueueOptions,
  type Job,
  type JobContext,
  type JobDefinition,
  type Jobs,
  type JobState,
  job,
} from './job.ts';
