import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';

const Words = z.object({ fr: z.string(), en: z.string() });
const Estimate = z.object({
  value: z.number(),
  /** 95 %; null for a count or a sum, which is not estimated. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: z.enum(['money', 'customers', 'share']),
});
export type Estimate = z.infer<typeof Estimate>;

/** One of the ten questions of value, answered with a number or with which data would. */
export const Answer = z.object({
  id: z.string(),
  question: Words,
  /** Null when the data cannot tell: `missing` says which would. */
  answer: Estimate.nullable(),
  sentence: Words.nullable(),
  missing: Words.nullable(),
  population: Words,
  method: Words,
  rows: z.array(
    z.object({
      label: Words,
      customers: z.int().nullable(),
      /** Null where the data cannot tell it of these. */
      estimate: Estimate.nullable(),
      /** The list behind the row; null where it is not one. */
      condition: ConditionShape.nullable(),
    }),
  ),
  /** The list behind it. */
  condition: ConditionShape.nullable(),
});
export type Answer = z.infer<typeof Answer>;

export const QuestionsReply = z.object({ asOf: z.string(), currency: z.string(), answers: z.array(Answer) });
export type QuestionsReply = z.infer<typeof QuestionsReply>;
