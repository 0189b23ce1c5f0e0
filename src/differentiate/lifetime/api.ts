import type { PurchaseModelName } from '#analytics/value';
import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';

const Words = z.object({ fr: z.string(), en: z.string() });
/** Models to ask for; of the two `cnbd` the regularity (k events to a purchase) is found. */
export const lifetimeModels = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'bg-cnbd', 'mbg-cnbd'] as const;
/** Models fitted: regular buyers have k in the name. */
const fittedModels = [
  'bg-nbd',
  'mbg-nbd',
  'pareto-nbd',
  'bg-cnbd-2',
  'bg-cnbd-3',
  'bg-cnbd-4',
  'mbg-cnbd-2',
  'mbg-cnbd-3',
  'mbg-cnbd-4',
] as const satisfies readonly PurchaseModelName[];

/** How the future is forecast. */
export const LifetimeSettings = z
  .strictObject({
    /** `choose`: the model that did best on the hold-out. */
    model: z.enum(['choose', ...lifetimeModels]),
    /** Whether busy months and closed days count: `choose` where that did clearly better on the hold-out; `known` by `seasonIndex`. */
    season: z.enum(['choose', 'none', 'monthly', 'known']).default('choose'),
    /** How busy a day of each month is, January first, in any unit: an index of the trade, or of earlier years. */
    seasonIndex: z.array(z.number().positive().max(1e6)).length(12).nullable().default(null),
    horizonDays: z.int().min(30).max(3650),
    /** What a sum in a year is worth less than today: 0.1 is ten per cent. */
    yearlyDiscount: z.number().min(0).max(1),
    /** The part of the history kept aside to judge the models: the last of it. */
    holdOutShare: z.number().gt(0).lt(0.9),
    refitAfterDays: z.int().min(1).max(365),
    /** The part of an amount that is margin; null takes it from the customers whose margin is known. */
    marginShare: z.number().min(-1).max(1).nullable(),
    /** Customers drawn to fit on, at most; everyone is forecast. */
    sampleCustomers: z.int().min(1000).max(1_000_000),
  })
  .refine(({ season, seasonIndex }) => season !== 'known' || seasonIndex !== null, {
    path: ['seasonIndex'],
    message: 'A known season wants its twelve weights, January first.',
  })
  .describe('How the future of customers is forecast');
export type LifetimeSettings = z.infer<typeof LifetimeSettings>;

/** An end that the data leave open (no finite number is far enough) is null; null itself where there is no curvature to tell by. */
const Interval = z.object({ low: z.number().nullable(), high: z.number().nullable() }).nullable();
const Estimates = z.object({
  parameters: z.record(z.string(), z.number()),
  standardErrors: z.record(z.string(), z.number().nullable()),
  intervals: z.record(z.string(), Interval),
  logLikelihood: z.number(),
  customers: z.int(),
});
const Caution = z.object({ code: z.string(), message: z.string() });

const HoldOut = z.object({
  /** Fitted until this day, judged on the days after. */
  until: z.string(),
  days: z.int(),
  ranked: z.array(
    z.object({
      model: z.string(),
      /** Whether it ran on the clock of a season learnt before the cut. */
      season: z.boolean().default(false),
      expected: z.number(),
      actual: z.number(),
      deviance: z.number(),
      meanAbsoluteError: z.number(),
    }),
  ),
  /** Customers by forecast, from the highest tenth down: mean forecast and mean purchases of each tenth. */
  deciles: z.array(z.object({ customers: z.int(), expected: z.number(), actual: z.number() })),
});
export type HoldOut = z.infer<typeof HoldOut>;

/** Weights of the months from January on (1: a mean month), those never seen, and open days: what the models' time runs by. */
const Season = z.object({
  months: z.array(z.number()),
  unseen: z.array(z.int()),
  weekdays: z.array(z.number()),
  closed: z.array(z.int()),
  until: z.int(),
});

export const Fitted = z.object({
  model: z.enum(fittedModels),
  customers: z.int(),
  sampled: z.int(),
  purchases: Estimates.extend({ covariates: z.array(z.string()) }),
  /** `shrunk-mean` where no model of amounts holds: a customer's own mean drawn to that of all (parameters mean, within, between). */
  amounts: Estimates.extend({
    model: z.enum(['gamma-gamma', 'shrunk-mean']).default('gamma-gamma'),
    logLikelihood: z.number().nullable(),
    observedMean: z.number(),
    correlation: z.number().nullable(),
  }).nullable(),
  holdOut: HoldOut.nullable(),
  season: Season.nullable().default(null),
  cautions: z.array(Caution),
  /** Standard error of the total forecast, as a part of it: delete-a-group jackknife over customers. */
  relativeError: z.number().nullable(),
});
export type Fitted = z.infer<typeof Fitted>;

export const LifetimeFit = z.object({
  fitId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  settings: LifetimeSettings,
  fitted: Fitted.nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type LifetimeFit = z.infer<typeof LifetimeFit>;

export const LifetimeFitsReply = z.object({ items: z.array(LifetimeFit), nextCursor: z.string().nullable() });

const Total = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

/** What the base will probably bring within the horizon. Money are estimates, in the currency. */
export const LifetimeOverview = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  fit: LifetimeFit,
  horizonDays: z.int(),
  marginShare: z.number().nullable(),
  customers: z.int(),
  aliveExpected: z.number(),
  purchases: Total,
  sales: Total.nullable(),
  margin: Total.nullable(),
  alive: z.array(
    z.object({ from: z.number(), until: z.number(), customers: z.int(), sales: z.number().nullable() }),
  ),
});
export type LifetimeOverview = z.infer<typeof LifetimeOverview>;

/** Why a customer is expected to bring what they are. */
export const CustomerLifetime = z.object({
  customerId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  model: z.string(),
  horizonDays: z.int(),
  yearlyDiscount: z.number(),
  alive: z.number(),
  expectedPurchases: z.number(),
  discountedPurchases: z.number(),
  expectedAmount: z.number().nullable(),
  ownAmount: z.number().nullable(),
  baseAmount: z.number().nullable(),
  amountModel: z.enum(['gamma-gamma', 'shrunk-mean']).nullable(),
  /** Where the mean of their purchases lies, 95 %; told for `shrunk-mean` only. */
  amountInterval: Interval,
  marginShare: z.number().nullable(),
  futureSales: z.number().nullable(),
  futureMargin: z.number().nullable(),
  purchaseDays: z.int(),
  firstDaysAgo: z.int(),
  lastDaysAgo: z.int(),
  usualGapDays: z.number().nullable(),
  why: z.array(Words),
});
export type CustomerLifetime = z.infer<typeof CustomerLifetime>;

const RecencyEstimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

const RecencyState = z.object({
  /** Months since the last purchase: at least, and below; null for the last state, where customers stay until they buy. */
  monthsFrom: z.int(),
  monthsUntil: z.int().nullable(),
  customers: z.int(),
  /** Months that customers began here, and those of them in which they bought. */
  seen: z.int(),
  bought: z.int(),
  chance: RecencyEstimate.describe('To buy within the next month.'),
  within: RecencyEstimate.describe('Sales of one customer within the horizon, discounted.'),
  endless: RecencyEstimate.nullable().describe('The same without end; null without a discount.'),
});

/** What is kept of value by recency with a snapshot. */
export const KeptRecency = z.object({
  /** Days of a month, back from the date. */
  monthDays: z.int(),
  /** Months that the chances were seen in. */
  months: z.int(),
  /** Whole months nearest to the horizon of the forecast, in days. */
  horizonDays: z.int(),
  yearlyDiscount: z.number(),
  /** The part of sales that is margin; null when no cost is known. */
  marginShare: z.number().nullable(),
  /** Spent in a month with a purchase. */
  spend: RecencyEstimate,
  /** Sales within the horizon of all who stand here now. */
  total: RecencyEstimate,
  states: z.array(RecencyState),
});
export type KeptRecency = z.infer<typeof KeptRecency>;

export const RecencyQuery = z.object({ snapshotId: z.coerce.number().int().positive().optional() });

/**
 * What customers will probably bring by the months since their last purchase, as the snapshot found it. Money in the currency, sales unless said; intervals
 * of 95 %.
 */
export const RecencyValue = KeptRecency.extend({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  states: z.array(
    RecencyState.extend({
      condition: ConditionShape.nullable().describe(
        'Who stands here now; null of an older date: who stood there then may have bought since.',
      ),
    }),
  ),
});
export type RecencyValue = z.infer<typeof RecencyValue>;

export const FitReply = z.object({ jobId: z.string() });
