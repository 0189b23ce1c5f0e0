import { z } from 'zod';

const Words = z.object({ fr: z.string(), en: z.string() });

/** How contracts are read and forecast. */
export const ContractSettings = z
  .strictObject({
    /** Whether customers buy by contract: purchases to come are then forecast by renewals, not by the pace of buying. */
    contractual: z.boolean(),
    /** Days after the end of a term within which a renewal still counts. */
    graceDays: z.int().min(0).max(365),
    /** What a sum in a year is worth less than today. */
    yearlyDiscount: z.number().gt(0).max(1),
    /** How far ahead sales to come are counted. */
    horizonDays: z.int().min(30).max(3650),
  })
  .describe('How contracts are read and forecast');
export type ContractSettings = z.infer<typeof ContractSettings>;

const Judgement = z.object({
  model: z.string(),
  expected: z.number(),
  actual: z.number(),
  deviance: z.number(),
});
const Told = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
const Outlook = z.object({ renewed: z.int(), renew: Told, remaining: Told });

export const FittedContracts = z.object({
  model: z.enum(['sbg', 'bdw']),
  contracts: z.int(),
  parameters: z.record(z.string(), z.number()),
  standardErrors: z.record(z.string(), z.number().nullable()),
  logLikelihood: z.number(),
  periodDays: z.number(),
  /** Until when contracts were learnt from in the judging; null where no renewal fell due after. */
  heldOutFrom: z.string().nullable(),
  ranked: z.array(Judgement),
  cautions: z.array(z.object({ code: z.string(), message: z.string() })),
  outlooks: z.array(Outlook),
});
export type FittedContracts = z.infer<typeof FittedContracts>;

export const ContractsOverview = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  settings: ContractSettings,
  fitted: FittedContracts.nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  states: z.array(z.object({ state: z.string(), contracts: z.int(), customers: z.int() })),
  /** Running contracts by when they end: within so many days from the snapshot. */
  ends: z.array(z.object({ withinDays: z.int(), customers: z.int(), amount: z.string().nullable() })),
  residual: Told.nullable(),
  cautions: z.array(Words),
});
export type ContractsOverview = z.infer<typeof ContractsOverview>;

export const CustomerContracts = z.object({
  customerId: z.int(),
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  model: z.string().nullable(),
  /** Whether what is to come is told by renewals, not by the pace of buying. */
  byContract: z.boolean(),
  contracts: z.array(
    z.object({
      contract: z.string(),
      startedAt: z.string().nullable(),
      endsAt: z.string(),
      renewals: z.int(),
      state: z.enum(['on', 'ended', 'lapsed']),
      amount: z.string().nullable(),
      renew: Told.nullable(),
      remaining: z.number().nullable(),
      residual: Told.nullable(),
    }),
  ),
});
export type CustomerContracts = z.infer<typeof CustomerContracts>;
