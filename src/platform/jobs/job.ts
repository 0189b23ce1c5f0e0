import type { z } from 'zod';
import type { Database } from '../database/index.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job as screens and the CLI see it. */
export type Job = {
  readonly jobId: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly state: JobState;
  /** Units done and, when known, in all; `counts` are named figures shown beside the bar. */
  readonly progress: {
    readonly done: number;
    readonly total: number | null;
    readonly counts: Record<string, number>;
  };
  /** Tries since it last advanced (a checkpoint starts the count again). */
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly error: string | null;
  readonly result: unknown;
  readonly cancelRequested: boolean;
  readonly createdAt: Date;
  /** When it is due: later than `createdAt` for what is scheduled or waits before another try. */
  readonly runAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
};

/** What a running job is given. */
export type JobContext = {
  readonly jobId: string;
  readonly attempt: number;
  /** What the last `checkpoint` stored: where to resume after a crash or a retry. */
  readonly cursor: unknown;
  checkpoint(cursor: unknown): Promise<void>;
  progress(done: number, total?: number | null, counts?: Record<string, number>): Promise<void>;
  /** Aborted on cancel and on shutdown: stop at the next safe place and return; the reason is a `JobStopped`. */
  readonly signal: AbortSignal;
};

/** Why a running job must stop: people cancelled it, the process ends, or another worker has taken it over. */
export type StopReason = 'cancelled' | 'shutdown' | 'lost';

/** What a job's signal is aborted with; `signal.throwIfAborted()` throws it, and nobody counts it as a failure. */
export class JobStopped extends Error {
  readonly why: StopReason;
  constructor(why: StopReason) {
    super(`The job must stop: ${why}.`);
    this.name = 'JobStopped';
    this.why = why;
  }
}

/** A kind of job. `run` must be resumable: it may be started again at any point after a crash. */
export type JobDefinition<Payload = unknown> = {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  /** 1 = never tried again. Default 5, with exponential backoff. */
  readonly maxAttempts?: number;
  /** A crontab line in UTC ('15 3 * * *'): run by itself then, with the payload `{}`; a run still going is not doubled. */
  readonly schedule?: string;
  run(payload: Payload, context: JobContext): Promise<unknown>;
};

export type AnyJobDefinition = JobDefinition<never>;

/** Declares a job, inferring the payload's type from its zod shape. */
export function job<Payload>(definition: JobDefinition<Payload>): AnyJobDefinition {
  return definition as unknown as AnyJobDefinition;
}

export type EnqueueOptions = {
  /** At most one waiting or running job with this key; asking again gives the same job. */
  readonly key?: string;
  readonly runAt?: Date;
  /** A transaction: the job exists only if it commits. */
  readonly within?: Database;
};

/** The queue as use cases see it. */
export type Jobs = {
  enqueue(kind: string, payload: unknown, options?: EnqueueOptions): Promise<string>;
  find(jobId: string): Promise<Job | undefined>;
  cancel(jobId: string): Promise<Job | undefined>;
  /** Waits until the job ends (done, failed, cancelled); `onProgress` is called with what changed. */
  wait(jobId: string, onProgress?: (job: Job) => void): Promise<Job>;
};

/** Which jobs to list. What modules do on hearing events (`hear:…`) is left out unless asked for by kind or failed. */
export type JobFilter = {
  readonly state?: JobState;
  /** A kind, or the beginning of one: `import` finds `import.file`. */
  readonly kind?: string;
  readonly limit?: number;
  readonly cursor?: string;
};

/** The queue as operators see it. */
export type JobDesk = Jobs & {
  /** Newest first, `limit` (at most 200) at a time; `nextCursor` is null on the last page. */
  list(filter: JobFilter): Promise<{ items: Job[]; nextCursor: string | null; total: number }>;
  /** Makes a failed or cancelled job wait again, from where it had come to. Anything else is left as it is. */
  retry(jobId: string): Promise<Job | undefined>;
};

/** The queue in a process that works through it. */
export type JobWorker = JobDesk & {
  start(): Promise<void>;
  /** Whether this process works through the queue. */
  isWorking(): boolean;
  /** Stops what runs at its next safe place and gives it back to the queue, no attempt lost. */
  stop(): Promise<void>;
  /** Waits until nothing runs and nothing is due. */
  drain(): Promise<void>;
};
