import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';
import { ContentFinding, EmailContent } from '#interact/channels/api';

const Money = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be an amount such as "0.012"');
const When = z.iso.datetime({ offset: true });

/** Whom a campaign is for: a saved segment, a condition of its own, or everyone. */
export const Audience = z.union([
  z.strictObject({ segmentId: z.int().positive() }),
  z.strictObject({ condition: ConditionShape }),
  z.strictObject({ everyone: z.literal(true) }),
]);
export type Audience = z.infer<typeof Audience>;

/** A code of its own for each customer contacted: `NOEL-7KQM2XWD`. */
export const CouponOffer = z.strictObject({
  prefix: z.string().regex(/^[A-Z0-9]{1,12}$/, 'must be 1 to 12 capital letters or digits'),
  label: z.string().max(200).default(''),
  validDays: z.int().min(1).max(3_650).nullable().default(null),
});
export type CouponOffer = z.infer<typeof CouponOffer>;

/** What a draft may say; left out means as it is, or the default. */
export const CampaignBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  purpose: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/)
    .default('marketing'),
  brand: z.string().max(100).default(''),
  audience: Audience.default({ everyone: true }),
  content: EmailContent.default(EmailContent.parse({})),
  holdoutShare: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.1)
    .describe('Share of those who could be contacted kept as the control group.'),
  windowDays: z
    .int()
    .min(1)
    .max(365)
    .default(14)
    .describe('Days after sending in which effects are measured.'),
  costPerContact: Money.default('0'),
  fixedCost: Money.default('0'),
  coupon: CouponOffer.nullable().default(null),
});
export type CampaignBody = z.infer<typeof CampaignBody>;

/** A change names the version it was made on: somebody else's change in between is not overwritten. */
export const ChangeCampaignBody = z.strictObject({ version: z.int().positive(), campaign: CampaignBody });

export const campaignStates = [
  'draft',
  'scheduled',
  'planning',
  'sending',
  'paused',
  'cancelled',
  'done',
] as const;

export const CampaignView = CampaignBody.extend({
  campaignId: z.int(),
  channel: z.literal('email'),
  state: z.enum(campaignStates),
  version: z.int(),
  trouble: z.string().nullable(),
  scheduledAt: z.string().nullable(),
  launchedAt: z.string().nullable(),
  plannedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
});
export type CampaignView = z.infer<typeof CampaignView>;

export const CampaignParams = z.object({ id: z.coerce.number().int().positive() });
export const CampaignsQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(200).optional(),
  state: z.enum(campaignStates).optional(),
  sort: z.enum(['-changedAt', 'name']).default('-changedAt'),
});
export const Campaigns = z.object({
  items: z.array(CampaignView),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

export const ScheduleBody = z.strictObject({ at: When });

const Words = z.object({ fr: z.string(), en: z.string() });

/** The way from everyone to those who get the message. Estimated from a sample when the audience is large. */
export const AudiencePreview = z.object({
  population: z.int(),
  audience: z.int(),
  reachable: z.int(),
  toSend: z.int(),
  control: z.int(),
  reasons: z.array(z.object({ code: z.string(), label: Words, count: z.int() })),
  estimated: z.boolean(),
  sampled: z.int(),
  cost: z.string(),
});
export type AudiencePreview = z.infer<typeof AudiencePreview>;
export const PreviewAudienceBody = CampaignBody.pick({
  purpose: true,
  brand: true,
  audience: true,
  holdoutShare: true,
  costPerContact: true,
  fixedCost: true,
}).extend({ campaignId: z.int().positive().nullable().default(null) });

export const MessagePreview = z.object({
  customerId: z.int().nullable(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  findings: z.array(ContentFinding),
});
export const PreviewMessageBody = z.strictObject({
  content: EmailContent,
  coupon: CouponOffer.nullable().default(null),
  customerId: z.int().positive().nullable().default(null),
});

export const ProofBody = z.strictObject({
  addresses: z.array(z.email().max(254)).min(1).max(10),
  customerId: z.int().positive().nullable().default(null),
});
export const Proofs = z.object({
  items: z.array(
    z.object({
      address: z.string(),
      sentAt: z.string(),
      sentBy: z.string(),
      customerId: z.int().nullable(),
      answer: z.string().nullable(),
    }),
  ),
});

/** Where the messages of a campaign are, and what was done with them. */
export const CampaignProgress = z.object({
  state: z.enum(campaignStates),
  trouble: z.string().nullable(),
  planned: z.int(),
  counts: z.array(
    z.object({
      state: z.string(),
      reason: z.string().nullable(),
      label: Words,
      arm: z.string(),
      count: z.int(),
    }),
  ),
  reactions: z.array(
    z.object({ kind: z.string(), link: z.string(), messages: z.int(), machines: z.int(), times: z.int() }),
  ),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

export const MessageView = z.object({
  messageId: z.string(),
  origin: z.string(),
  customerId: z.int(),
  address: z.string().nullable(),
  arm: z.enum(['treated', 'control', 'none']),
  state: z.string(),
  reason: z.string().nullable(),
  why: z.array(z.object({ fr: z.string(), en: z.string() })),
  couponCode: z.string().nullable(),
  attempts: z.int(),
  answer: z.string().nullable(),
  plannedAt: z.string(),
  handedOverAt: z.string().nullable(),
  openedAt: z.string().nullable(),
  clickedAt: z.string().nullable(),
  unsubscribedAt: z.string().nullable(),
});
export type MessageView = z.infer<typeof MessageView>;
export const Messages = z.object({ items: z.array(MessageView), nextCursor: z.string().nullable() });
export const MessagesQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(254).optional(),
  state: z.string().max(40).optional(),
  reason: z.string().max(60).optional(),
  arm: z.enum(['treated', 'control', 'none']).optional(),
});
export const CustomerMessagesQuery = MessagesQuery.extend({
  customerId: z.coerce.number().int().positive(),
});

/** Why one customer gets a campaign, or not. `standing`: in the ledger, not in the audience, or not decided yet. */
export const Why = z.object({
  standing: z.enum(['decided', 'not-in-audience', 'not-yet-decided']),
  state: z.string().nullable(),
  arm: z.string().nullable(),
  reasons: z.array(z.object({ code: z.string(), fr: z.string(), en: z.string() })),
});
export type Why = z.infer<typeof Why>;

export const SuppressionView = z.object({
  channel: z.string(),
  address: z.string(),
  purpose: z.string(),
  brand: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export const Suppressions = z.object({ items: z.array(SuppressionView), nextCursor: z.string().nullable() });
export const SuppressionsQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(254).default(''),
});
export const SuppressionBody = z.strictObject({
  channel: z.literal('email').default('email'),
  address: z.string().trim().min(3).max(254),
  purpose: z.string().max(40).default(''),
  brand: z.string().max(100).default(''),
  reason: z.string().trim().min(1).max(200).default('by hand'),
});
export const RemoveSuppressionQuery = SuppressionBody.omit({ reason: true });
export const Changed = z.object({ changed: z.boolean() });
