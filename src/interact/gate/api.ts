import { z } from 'zod';

/** What the gate asks of every message, whatever its campaign; kept in the settings. */
export const GateSettings = z.object({
  pressure: z
    .object({
      messagesMax: z.int().min(1).max(100),
      windowDays: z.int().min(1).max(365),
    })
    .nullable()
    .describe('At most this many messages per customer and channel in this many days; null: no limit.'),
  globalHoldoutShare: z
    .number()
    .min(0)
    .max(0.5)
    .describe('Share of customers nobody ever contacts, so that the whole programme can be measured.'),
});
export type GateSettings = z.infer<typeof GateSettings>;

/** One reason as screens show it. */
export const ExplainedReason = z.object({ code: z.string(), fr: z.string(), en: z.string() });
