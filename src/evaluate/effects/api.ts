import { z } from 'zod';

const Interval = z.object({ low: z.number(), high: z.number() });
const ArmMean = z.object({ count: z.number(), mean: z.number(), standardError: z.number() });

/** Treated − control with its interval, in the measure's unit per customer. */
export const DifferenceShape = z.object({
  method: z.enum(['welch', 'pooled', 'lin', 'newcombe']),
  treated: ArmMean,
  control: ArmMean,
  estimate: z.number(),
  standardError: z.number(),
  interval: Interval,
  confidence: z.number(),
  statistic: z.number(),
  p: z.number(),
  smallestDetectable: z.number(),
  cautions: z.array(z.string()).readonly(),
});
export const VerdictShape = z.enum(['effect', 'harm', 'no-effect-shown', 'too-small-to-tell']);
const Refused = z.object({ refused: z.literal(true), code: z.string(), message: z.string() });
const Judged = z.object({ difference: DifferenceShape, verdict: VerdictShape });
const Measured = z.union([Judged.extend({ plain: DifferenceShape }), Refused]);

/** One treatment against the control. */
export const EffectShape = z.object({
  arm: z.string(),
  treated: z.number(),
  control: z.number(),
  contacts: z.number(),
  response: Judged,
  orders: Measured,
  netSales: Measured,
  margin: Measured,
  profit: z.union([
    z.object({
      incrementalMargin: z.number(),
      incrementalMarginInterval: Interval,
      cost: z.number(),
      estimate: z.number(),
      interval: Interval,
      roi: z.object({ estimate: z.number(), interval: Interval }).nullable(),
      verdict: VerdictShape,
    }),
    Refused,
  ]),
  breakEven: z.object({ marginPerResponse: z.number().nullable(), response: z.number().nullable() }),
  verdict: VerdictShape,
  headline: z.object({ fr: z.string(), en: z.string() }),
});

/** What a campaign changed: each of its treatments against its control, over a window. */
export const EffectReport = z.object({
  campaignKey: z.string(),
  name: z.string(),
  controlArm: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Whether the window is over: figures move until then. */
  complete: z.boolean(),
  currency: z.string(),
  /** What counts as a response: `order`, or a type of event such as `visit`. */
  response: z.string(),
  /** Share of the window's net sales whose cost is known; margin counts those lines only. Null without sales. */
  costCoverage: z.number().nullable(),
  /** Customers found on two sides after a merge, left out. */
  crossed: z.number(),
  effects: z.array(EffectShape),
  refusal: Refused.nullable(),
});
export type EffectReport = z.infer<typeof EffectReport>;

export const CampaignParams = z.object({ campaignId: z.coerce.number().int().positive() });
export const EffectQuery = z.object({ confidence: z.coerce.number().min(0.5).max(0.999).default(0.95) });

const Estimate = Interval.extend({ estimate: z.number() });
const CampaignEffect = z.object({
  campaignId: z.int(),
  name: z.string(),
  state: z.string(),
  launchedAt: z.iso.datetime(),
  sent: z.int(),
  /** Null when it cannot be measured (yet). */
  effect: z
    .object({
      verdict: VerdictShape,
      headline: z.object({ fr: z.string(), en: z.string() }),
      treated: z.int(),
      control: z.int(),
      until: z.iso.datetime(),
      complete: z.boolean(),
      currency: z.string(),
      /** Per customer of the audience; never without its interval. */
      margin: Estimate.nullable(),
      /** Of the whole campaign, its cost taken off. */
      profit: Estimate.nullable(),
    })
    .nullable(),
});
export type CampaignEffect = z.infer<typeof CampaignEffect>;

export const EffectsQuery = z.object({
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const EffectsPage = z.object({
  items: z.array(CampaignEffect),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type EffectsPage = z.infer<typeof EffectsPage>;

export const OutsideEffectQuery = EffectQuery.extend({
  source: z.string().min(1).max(200),
  campaign: z.string().min(1).max(200),
  control: z.string().min(1).max(200),
  windowDays: z.coerce.number().int().min(1).max(365).default(14),
  /** `order` or a type of event. */
  response: z.string().min(1).max(100).default('order'),
  costPerContact: z.coerce.number().min(0).default(0),
});

export const OutsideCampaigns = z.object({
  items: z.array(
    z.object({
      source: z.string(),
      campaignKey: z.string(),
      name: z.string().nullable(),
      arms: z.array(z.object({ arm: z.string(), persons: z.number() })),
      firstAt: z.iso.datetime(),
    }),
  ),
});

export const EffectPeopleQuery = z.object({
  arm: z.string().min(1).max(100),
  responded: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const EffectPeople = z.object({
  items: z.array(
    z.object({
      customerId: z.number(),
      arm: z.string(),
      orders: z.number(),
      netSales: z.string(),
      margin: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
