import { z } from 'zod';

const Name = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{1,40}$/, 'Lower case letters, digits and hyphens, 40 at most.');

/** Words for people, of a bounded length; no engine holds a NUL character. */
const Text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !text.includes('\0'), 'No NUL character, please.');

/** One entry of the ledger: what was permitted or withdrawn, when, where, and the proof. */
export const ConsentEntry = z.object({
  consentId: z.number(),
  personId: z.number(),
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  status: z.enum(['granted', 'withdrawn']),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  source: z.string(),
  importId: z.number().nullable(),
  line: z.number().nullable(),
  evidence: z.record(z.string(), z.unknown()),
});
export type ConsentEntry = z.infer<typeof ConsentEntry>;

/** What holds now for one channel, purpose and brand, and why. */
export const ConsentState = z.object({
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  status: z.enum(['granted', 'withdrawn', 'unknown']),
  /** `nothing-said`, `only-grants`, `latest-is-withdrawal` (one person), `one-person-withdrew` (several, strictest wins). */
  reason: z.enum(['nothing-said', 'only-grants', 'latest-is-withdrawal', 'one-person-withdrew']),
  explanation: z.object({ fr: z.string(), en: z.string() }),
  /** The entry that decides; null when nothing was said. */
  decidedBy: ConsentEntry.nullable(),
  history: z.array(ConsentEntry),
});
export type ConsentState = z.infer<typeof ConsentState>;

/** Part `consents` of the customer page, and the reply of GET /customers/{id}/consents. */
export const ConsentsReply = z.object({ items: z.array(ConsentState) });

/** A permission given or withdrawn, written down by hand with what proves it. */
export const RecordConsentBody = z.object({
  channel: Name,
  purpose: Name,
  brand: Text(100).default(''),
  status: z.enum(['granted', 'withdrawn']),
  /** When it was said; now when left out; never later than now. */
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  evidence: z.object({
    /** How it reached us: a letter, a call, a form on paper. */
    how: Text(200).refine((text) => text !== '', 'Say how it reached us.'),
    wording: Text(2000).optional(),
    note: Text(2000).optional(),
  }),
});
