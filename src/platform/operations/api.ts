import { z } from 'zod';

export const JobStateShape = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);

/** A job as screens and the CLI see it; times in ISO 8601, UTC. */
export const JobShape = z.object({
  jobId: z.uuid(),
  kind: z.string(),
  state: JobStateShape,
  progress: z.object({
    done: z.number(),
    total: z.number().nullable(),
    counts: z.record(z.string(), z.number()),
  }),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  error: z.string().nullable(),
  result: z.unknown(),
  cancelRequested: z.boolean(),
  createdAt: z.iso.datetime(),
  runAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type JobView = z.infer<typeof JobShape>;

export const ListJobsQuery = z.object({
  state: JobStateShape.optional(),
  /** A kind of job, or the beginning of one. */
  kind: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Where the previous page ended, as it said itself. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z~[0-9a-f-]{36}$/, 'Not a cursor this list gave.')
    .optional(),
});

export const ListJobsReply = z.object({
  items: z.array(JobShape),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});

export const JobParams = z.object({ jobId: z.uuid() });

export const AliveReply = z.object({ status: z.literal('alive') });
export const ReadyReply = z.object({ status: z.literal('ready') });
