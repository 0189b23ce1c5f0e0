import { z } from 'zod';

export { levelWords } from './level-words.ts';

const Words = z.object({ fr: z.string(), en: z.string() });

/** How potential is found. */
export const PotentialSettings = z
  .strictObject({
    /** Fields of the files to tell customers alike by, beside age, place, household and channel of entry. */
    fields: z.array(z.string().trim().min(1).max(100)).max(8),
    /** The share of those alike who spend less than what is called possible. */
    share: z.number().min(0.5).max(0.95),
    /** Customers a group needs to speak. */
    cellMinimum: z.int().min(20).max(1000),
    /** For how long a declared share of wallet holds. */
    freshDays: z.int().min(30).max(3650),
    /** A declared share below this tells nothing: the spending it stands for would be many times too uncertain. */
    leastShare: z.number().min(0.02).max(0.5),
    /** How far off a declared share may be: people round to tenths. */
    shareError: z.number().min(0).max(0.2),
  })
  .refine((one) => one.shareError < one.leastShare, {
    path: ['shareError'],
    message: 'has to be below the least share',
  })
  .describe('How potential is found');
export type PotentialSettings = z.infer<typeof PotentialSettings>;

const Judgement = z.object({
  customers: z.int(),
  gain: z.number(),
  gainError: z.number(),
  covered: z.number(),
  rankCorrelation: z.number().nullable(),
});

/** What a snapshot's groups of customers alike rest on. */
export const Likeness = z.object({
  customers: z.int(),
  sampled: z.int(),
  /** Traits used, the one that tells most first, by name; none where those alike spend no more alike than others. */
  traits: z.array(z.string()),
  tried: z.array(z.string()),
  judged: Judgement,
});
export type Likeness = z.infer<typeof Likeness>;

const Trait = z.object({ name: z.string(), label: Words });
const LikeCell = z.object({
  /** One level for each trait that speaks, in their order; none is the whole base. */
  levels: z.array(z.string()),
  /** Customers learnt from, and those of whom the group speaks. */
  learntFrom: z.int(),
  customers: z.int(),
  amount: z.number(),
  low: z.number(),
  high: z.number(),
  /** What they could spend beyond what they spend, together, if each spent as the best quarter does. */
  room: z.number(),
});

export const PotentialOverview = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  settings: PotentialSettings,
  likeness: Likeness.nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  traits: z.array(Trait),
  /** Customers by who speaks of them. */
  bases: z.array(
    z.object({ basis: z.string(), label: Words, customers: z.int(), room: z.number().nullable() }),
  ),
  cells: z.array(LikeCell),
  /** Fields of the files that could be told alike by: filled for how many, with how many different values. */
  fields: z.array(z.object({ name: z.string(), customers: z.int(), values: z.int(), used: z.boolean() })),
});
export type PotentialOverview = z.infer<typeof PotentialOverview>;

const Interval = z.object({ low: z.number(), high: z.number() });

/** What one customer could spend, which of the two ways speaks, and why. */
export const CustomerPotential = z.object({
  customerId: z.int(),
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  spend: z.string(),
  potential: z.number().nullable(),
  room: z.number().nullable(),
  basis: z.enum(['declared', 'look-alikes']).nullable(),
  alike: Interval.extend({
    amount: z.number(),
    customers: z.int(),
    levels: z.array(Trait.extend({ level: z.string() })),
  }).nullable(),
  declared: Interval.extend({
    share: z.number(),
    saidAt: z.string().nullable(),
    spend: z.string(),
    wallet: z.number(),
  }).nullable(),
  why: z.array(Words),
});
export type CustomerPotential = z.infer<typeof CustomerPotential>;
