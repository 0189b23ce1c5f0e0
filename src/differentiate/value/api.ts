import { z } from 'zod';

const Words = z.object({ fr: z.string(), en: z.string() });
const Share = z.number().gt(0).lt(1);
const Amount = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'an amount such as "250.00"');

const ascending = (values: readonly (number | string)[]) =>
  values.every((value, index) => index === 0 || Number(values[index - 1]) < Number(value));
const four = <T extends z.ZodType<number | string>>(one: T) => z.array(one).length(4);

/** How value is computed. Shares are parts of one. Bounds are given from the worst score to the best. */
export const ValueSettings = z
  .strictObject({
    /** Only sales in this currency count; null when the history has a single one. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    scoring: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('quantiles') }),
      z.strictObject({
        method: z.literal('bounds'),
        recencyDaysAtMost: four(z.int().min(0).max(36_500)).refine(
          (values) => ascending(values.toReversed()),
          'from the longest to the shortest, each below the one before',
        ),
        ordersMoreThan: four(z.int().min(0)).refine(ascending, 'each above the one before'),
        netSalesMoreThan: four(Amount).refine(ascending, 'each above the one before'),
      }),
    ]),
    abc: z
      .strictObject({ measure: z.enum(['netSales', 'margin']), shareA: Share, shareB: Share })
      .refine(
        (abc) => abc.shareA < abc.shareB,
        'shareB counts from the first customer: it must be above shareA',
      ),
    /** The parts of active customers that are top, top or large, top or large or medium. */
    rankShares: z.tuple([Share, Share, Share]).refine(ascending, 'each above the one before'),
    snapshotsKept: z.int().min(1).max(120),
  })
  .describe('How value is computed');
export type ValueSettings = z.infer<typeof ValueSettings>;

export const RefreshBody = z.strictObject({
  /** Computes value as it was at this moment; now when left out. */
  asOf: z.iso.datetime().optional(),
});

export const RefreshReply = z.object({ jobId: z.string() });

const Counted = z.object({ customers: z.int(), netSales: z.string(), share: z.number() });

/** What the base is worth, at one snapshot. Money are decimal texts in `currency`; shares are parts of the net sales. */
export const ValueOverview = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  customers: z.int(),
  orders: z.int(),
  netSales: z.string(),
  netSales12Months: z.string(),
  /** Null unless the cost of every line is known; `marginKnown` says for how many customers it is. */
  margin: z.string().nullable(),
  marginKnown: z.object({ customers: z.int(), netSales: z.string(), margin: z.string() }),
  pyramid: z.array(
    Counted.extend({
      rank: z.int(),
      label: Words,
      netSales12Months: z.string(),
      averageNetSales: z.string(),
    }),
  ),
  abc: z.array(Counted.extend({ class: z.string() })),
  cells: z.array(
    Counted.extend({ recencyScore: z.int(), frequencyScore: z.int(), averageMonetaryScore: z.number() }),
  ),
  segments: z.array(Counted.extend({ segment: z.string(), label: Words, meaning: Words })),
  concentration: z.array(z.object({ topShare: z.number(), customers: z.int(), netShare: z.number() })),
  /** Where scores, classes and ranks change: each score is 1 plus the number of its cuts passed. */
  cuts: z
    .looseObject({
      recencyDaysAtMost: z.array(z.number()).readonly(),
      ordersMoreThan: z.array(z.number()).readonly(),
    })
    .nullable(),
  settings: ValueSettings,
});
export type ValueOverview = z.infer<typeof ValueOverview>;

/** What one customer is worth in the newest snapshot: part `value` of the customer page. */
export const CustomerStanding = z.object({
  asOf: z.string(),
  currency: z.string(),
  valueRank: z.int(),
  valueLabel: Words,
  rfmSegment: z.string(),
  rfmLabel: Words,
  abcClass: z.string(),
  recencyScore: z.int(),
  frequencyScore: z.int(),
  monetaryScore: z.int(),
  recencyDays: z.int(),
  orders: z.int(),
  netSales: z.string(),
  netSales12Months: z.string(),
  margin: z.string().nullable(),
  margin12Months: z.string().nullable(),
  firstOrderAt: z.string(),
  lastOrderAt: z.string(),
});
export type CustomerStanding = z.infer<typeof CustomerStanding>;

/** The same, and how the rank moved over the snapshots kept. */
export const CustomerValue = CustomerStanding.extend({
  history: z.array(z.object({ asOf: z.string(), valueRank: z.int(), netSales12Months: z.string() })),
});
export type CustomerValue = z.infer<typeof CustomerValue>;
