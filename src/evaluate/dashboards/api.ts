import { z } from 'zod';

const Words = z.object({ fr: z.string(), en: z.string() });

/** A period's sales; `currency` is the one most lines are in, and only its lines count. */
const Sales = z.object({
  currency: z.string(),
  netSales: z.string(),
  orders: z.int(),
  customers: z.int(),
});

const RecentCampaign = z.object({
  campaignId: z.int(),
  name: z.string(),
  state: z.string(),
  launchedAt: z.iso.datetime(),
  sent: z.int(),
  /** Null when it cannot be measured (yet). Per customer of the audience, in margin; never without its interval. */
  effect: z
    .object({
      verdict: z.string(),
      headline: Words,
      complete: z.boolean(),
      estimate: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
});
export type RecentCampaign = z.infer<typeof RecentCampaign>;

/** Something that waits for somebody. `count` is of what the kind says: rejected lines, people, jobs. */
export const ToDo = z.object({
  kind: z.enum([
    'import-rejects',
    'import-failed',
    'reviews',
    'campaign-draft',
    'campaign-paused',
    'campaign-troubled',
    'jobs-failed',
    'value-never-computed',
  ]),
  /** What it is about, for a link: the number of the import or campaign. */
  id: z.int().nullable(),
  name: z.string().nullable(),
  count: z.int(),
  at: z.iso.datetime().nullable(),
});
export type ToDo = z.infer<typeof ToDo>;

const LoopFigure = z.object({ name: z.string(), label: Words, value: z.int() });
/** One room of the method and what moved in it in the last seven days. */
const LoopState = z.object({
  room: z.enum(['identify', 'differentiate', 'customise', 'interact', 'evaluate']),
  figures: z.array(LoopFigure),
});
export type LoopState = z.infer<typeof LoopState>;

/** What the first page shows. Periods end at `at`; "30 days" are 30 × 24 hours. */
export const Overview = z.object({
  at: z.iso.datetime(),
  customers: z.object({
    known: z.int(),
    newIn30Days: z.int(),
    reachable: z.array(z.object({ channel: z.string(), label: Words, customers: z.int() })),
  }),
  sales: z.object({
    last30Days: Sales,
    previous30Days: Sales,
    /** The last 30 days, oldest first; a day without sales is there with zero. */
    daily: z.array(z.object({ day: z.string(), netSales: z.string() })),
    otherCurrencies: z.array(z.string()),
  }),
  campaigns: z.array(RecentCampaign),
  pyramid: z
    .object({
      asOf: z.iso.datetime(),
      currency: z.string(),
      steps: z.array(
        z.object({
          rank: z.int(),
          label: Words,
          customers: z.int(),
          netSales12Months: z.string(),
        }),
      ),
      /** Known customers who never bought. */
      withoutPurchase: z.int(),
    })
    .nullable(),
  toDo: z.array(ToDo),
  loop: z.array(LoopState),
});
export type Overview = z.infer<typeof Overview>;
