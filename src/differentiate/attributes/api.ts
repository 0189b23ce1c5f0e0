import { z } from 'zod';

const Words = z.object({ fr: z.string(), en: z.string() });

export const attributeTypes = ['number', 'money', 'text', 'date', 'boolean', 'list'] as const;

/** How a value may be compared. Which of them fit which type: `operatorsOf`. */
export const operators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'in',
  'contains',
  'starts with',
  'is known',
  'is unknown',
  'in the last days',
  'not in the last days',
  'has any',
  'has all',
  'has none',
] as const;
export type Operator = (typeof operators)[number];

const Scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
const Value = z.union([Scalar, z.array(Scalar).max(1000)]);
export type ConditionValue = z.infer<typeof Value>;

/** One comparison of one attribute. Money is a decimal text, a date `YYYY-MM-DD`; `between` takes [low, high], both included. */
export type Leaf = {
  attribute: string;
  operator: Operator;
  value?: ConditionValue | undefined;
};

/** Who is meant: comparisons, belonging to a saved segment, and their combinations. `{ "and": [] }` is everyone. */
export type Condition =
  | { and: Condition[] }
  | { or: Condition[] }
  | { not: Condition }
  | { segment: number }
  | Leaf;

const LeafShape = z.strictObject({
  attribute: z.string().min(1).max(200),
  operator: z.enum(operators),
  value: Value.optional(),
});

/** The JSON shape of a condition, nested to any depth that `checkCondition` allows. */
export const ConditionShape: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(ConditionShape).max(200) }),
    z.strictObject({ or: z.array(ConditionShape).max(200) }),
    z.strictObject({ not: ConditionShape }),
    z.strictObject({ segment: z.int().positive() }),
    LeafShape,
  ]),
);

/** One attribute as screens, the CLI and other programs see it. */
export const AttributeView = z.object({
  name: z.string(),
  module: z.string(),
  source: z.string(),
  type: z.enum(attributeTypes),
  label: Words,
  meaning: Words,
  unit: z.string().nullable(),
  values: z.array(z.string()).nullable(),
  operators: z.array(z.enum(operators)),
});
export type AttributeView = z.infer<typeof AttributeView>;

export const AttributesReply = z.object({ items: z.array(AttributeView) });
