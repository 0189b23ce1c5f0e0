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
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly error: string | null;
  readonly result: unknown;
  readonly cancelRequested: boolean;
  readonly createdAt: Date;
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
  /** Aborted on cancel and on shutdown: stop at the next safe place and return; the reason says which. */
  readonly signal: AbortSignal;
};

/** A kind of job. `run` must be resumable: it may be started again at any point after a crash. */
export type JobDefinition<Payload = unknown> = {
  readonly kind: string;
  readonly payload: z.ZodType<Payload>;
  /** 1 = never tried again. Default 5, with exponential backoff. */
  readonly maxAttempts?: number;
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
