import { z } from 'zod';

/** What makes a cost grow. `salesPercent` is a part of net sales; the others are counted (or, for kg, weighed). */
export const driverNames = [
  'order',
  'line',
  'return',
  'salesPercent',
  'parcel',
  'kg',
  'call',
  'visit',
  'letter',
  'sms',
  'email',
] as const;
export type DriverName = (typeof driverNames)[number];

/** Lines of the customer's profit and loss that costs are imputed to, in the order they are taken off. */
export const costLines = ['selling', 'orderHandling', 'distribution'] as const;
export type CostLine = (typeof costLines)[number];

const Words = z.object({ fr: z.string(), en: z.string() });
const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'an amount of 0 or more such as "4.50"');
const Day = z.iso.date().nullable();
const Name = z.string().trim().min(1).max(120);

const inOrder = (one: { from: string | null; until: string | null }) =>
  one.from === null || one.until === null || one.from <= one.until;

/**
 * One cost: a rate for each unit of its driver (for `salesPercent`, per hundred of net sales), or a sum spent over a period
 * (`pool`) which the units of that period share. Days are UTC, both included; null is open. Null channel or brand is any.
 */
export const CostEntry = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'small letters, figures and hyphens'),
    name: Name,
    line: z.enum(costLines),
    driver: z.enum(driverNames),
    price: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('rate'), rate: Amount }),
      z.strictObject({ by: z.literal('pool'), amount: Amount }),
    ]),
    channel: z.string().min(1).max(100).nullable(),
    brand: z.string().min(1).max(200).nullable(),
    from: Day,
    until: Day,
    /** A cheaper way of doing the same, to price what a loss-making customer could cost: a pick-up point instead of the door. */
    cheaper: z.strictObject({ name: Name, rate: Amount }).nullable(),
  })
  .refine(inOrder, { path: ['until'], message: 'the last day is before the first' });
export type CostEntry = z.infer<typeof CostEntry>;

/** What serving customers costs. A line of the account without an entry is unknown, unless `noCost` says it costs nothing. */
export const CostModel = z
  .strictObject({
    entries: z.array(CostEntry).max(60),
    noCost: z.array(z.enum(costLines)).max(3),
    /** Costs that no customer causes: shown apart, never shared out. */
    common: z
      .array(
        z
          .strictObject({ name: Name, amount: Amount, from: z.iso.date(), until: z.iso.date() })
          .refine((one) => one.from <= one.until, {
            path: ['until'],
            message: 'the last day is before the first',
          }),
      )
      .max(60),
    /** Where no payment was ever recorded: the reliability to take for granted, from 0 to 1; null leaves it unknown. */
    assumedReliability: z.number().min(0).max(1).nullable(),
  })
  .describe('What serving customers costs');
export type CostModel = z.infer<typeof CostModel>;

export const CostModelView = z.object({
  costModelId: z.int().nullable(),
  name: z.string(),
  kind: z.enum(['actual', 'what-if']),
  version: z.int(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
  definition: CostModel,
});
export type CostModelView = z.infer<typeof CostModelView>;

export const CostModelsReply = z.object({
  items: z.array(CostModelView),
  drivers: z.array(z.object({ name: z.enum(driverNames), label: Words })),
});

export const CopyBody = z.strictObject({ name: Name });
export const ChangeCostsBody = z.strictObject({ definition: CostModel, version: z.int().min(0) });

/** Adopting names the version of the costs in force it replaces. */
export const AdoptBody = z.strictObject({ version: z.int().min(0) });

const Money = z.string();

const CostRow = z.object({
  id: z.string(),
  name: z.string(),
  line: z.enum(costLines),
  driver: z.enum(driverNames).nullable(),
  driverLabel: Words.nullable(),
  /** How many units, and the price of one; null when the facts cannot tell. */
  volume: z.string().nullable(),
  rate: z.string().nullable(),
  amount: Money.nullable(),
  /** Why the amount is unknown. */
  unknown: Words.nullable(),
});
export type CostRow = z.infer<typeof CostRow>;

/** A profit and loss account; an amount is null where it is unknown, with what is known of it beside. */
const Account = z.object({
  orders: z.int(),
  netSales: Money,
  returned: Money,
  costOfGoods: Money.nullable(),
  knownCostOfGoods: Money,
  uncostedLines: z.int(),
  uncostedSales: Money,
  grossMargin: Money.nullable(),
  costs: z.array(
    z.object({ line: z.enum(costLines), amount: Money.nullable(), known: Money, rows: z.array(CostRow) }),
  ),
  directProfit: Money.nullable(),
  profitAtMost: Money,
});
export type Account = z.infer<typeof Account>;

/** (Direct profit + potential) × reliability = lifetime value; null where a part is unknown. */
const Lifetime = z.object({
  potential: Money.nullable(),
  reliability: z.number().nullable(),
  /** Whether reliability was taken for granted: no payment was ever recorded. */
  reliabilityAssumed: z.boolean(),
  lifetimeValue: Money.nullable(),
});

const Period = z.object({ from: z.string(), until: z.string() });

/** The account of the whole base over the twelve months before a snapshot. */
export const ProfitStatement = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  period: Period,
  currency: z.string(),
  costModel: z.object({ name: z.string(), version: z.int() }),
  customers: z.int(),
  account: Account,
  /** Sales and costs of nobody known; added to `account` they are all the facts of the period. */
  unidentified: Account,
  common: z.array(z.object({ name: z.string(), amount: Money })),
  /** Over the customers whose lifetime value is known. */
  lifetime: Lifetime.extend({ customers: z.int() }),
  known: z.object({ customers: z.int(), profit: Money }),
  profitable: z.object({ customers: z.int(), profit: Money }),
  belowZero: z.object({
    customers: z.int(),
    loss: Money,
    causes: z.array(z.object({ cause: z.string(), label: Words, customers: z.int(), loss: Money })),
    cheaper: z.array(
      z.object({
        instead: z.string(),
        name: z.string(),
        by: Words,
        rate: Money,
        cheaperRate: Money,
        customers: z.int(),
        saves: Money,
        backAboveZero: z.int(),
      }),
    ),
  }),
});
export type ProfitStatement = z.infer<typeof ProfitStatement>;

export const BelowZeroReply = z.object({
  items: z.array(
    z.object({
      customerId: z.int(),
      name: z.string().describe('Empty when no record says one.'),
      profit: Money,
      known: z.boolean(),
      netSales: Money,
      cause: z.string(),
      label: Words,
      cheaper: z.object({ name: z.string(), by: Words, saves: Money, profitAfter: Money }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

/** Who makes one line of the account of the base, the largest part first. */
export const LineCustomers = z.object({
  snapshotId: z.int(),
  currency: z.string(),
  /** How many customers have a part of the line, and what all of them sum to. */
  customers: z.int(),
  total: Money,
  /** Customers whose part is unknown: they are not in the list. */
  unknown: z.int(),
  items: z.array(
    z.object({
      customerId: z.int(),
      name: z.string().describe('Empty when no record says one.'),
      /** Units of a cost; null for lines that are not counted. */
      volume: z.string().nullable(),
      amount: Money,
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const CustomerProfit = z.object({
  customerId: z.int(),
  period: Period,
  currency: z.string(),
  costModel: z.object({ name: z.string(), version: z.int() }),
  account: Account,
  /** Of the twelve months of the snapshot; null for another period or other costs. */
  lifetime: Lifetime.nullable(),
  cheaper: z.array(z.object({ name: z.string(), by: Words, saves: Money, profitAfter: Money })),
});
export type CustomerProfit = z.infer<typeof CustomerProfit>;

export const PeriodQuery = z.object({
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  costModelId: z.coerce.number().int().positive().optional(),
});

const Fact = z.object({
  at: z.string(),
  what: z.string(),
  detail: z.string(),
  volume: z.string().nullable(),
  amount: Money.nullable(),
});

export const ProfitFacts = z.object({
  currency: z.string(),
  items: z.array(Fact),
  /** The sum of all the facts of the line, those of other pages too. */
  total: Money.nullable(),
  facts: z.int(),
  nextCursor: z.string().nullable(),
});

/** The facts of everybody known behind a line of the base's account. */
export const LineFacts = ProfitFacts.extend({
  items: z.array(
    Fact.extend({ customerId: z.int(), name: z.string().describe('Empty when no record says one.') }),
  ),
});

export const WhatIf = z.object({
  period: Period,
  currency: z.string(),
  now: z.object({ name: z.string(), customers: z.int(), belowZero: z.int(), account: Account }),
  then: z.object({ name: z.string(), customers: z.int(), belowZero: z.int(), account: Account }),
  /** Customers whose profit at most would be higher, lower, no longer below zero, or newly below zero. */
  changes: z.object({ better: z.int(), worse: z.int(), backAboveZero: z.int(), newBelowZero: z.int() }),
  /** Those it would change most, the greatest change first. */
  customers: z.array(z.object({ customerId: z.int(), name: z.string(), before: Money, after: Money })),
});
export type WhatIf = z.infer<typeof WhatIf>;
