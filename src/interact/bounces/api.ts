import { z } from 'zod';

/** Messages of the mailbox that bounces come back to, whole (RFC 5322), oldest first. */
export const ReportsBody = z.object({ messages: z.array(z.string().min(1).max(1_048_576)).min(1).max(100) });

/** What the messages came to; they add up to `read`. */
export const ReportsReply = z.object({
  read: z.int(),
  bounced: z.int(),
  complained: z.int(),
  delayed: z.int(),
  /** No reports: absence notices, replies. */
  other: z.int(),
  /** Reports about no message of ours. */
  unmatched: z.int(),
  /** Told before. */
  known: z.int(),
});
export type ReportCounts = z.infer<typeof ReportsReply>;

export const BounceSettings = z.object({
  /** Hours without a bounce after which a message counts as delivered. */
  deliveredAfterHours: z.int().min(1).max(720).default(72),
});
export type BounceSettings = z.infer<typeof BounceSettings>;
