import { z } from 'zod';
import { isDatePattern } from '../values/date-pattern.ts';
import { FileFormat } from '../reading/format.ts';
import { recordKinds } from './record-kinds.ts';

/** A column by its name, or by its position from 1. */
export const ColumnReference = z.union([z.string().min(1), z.number().int().min(1)]);
export type ColumnReference = z.infer<typeof ColumnReference>;

const treatment = {
  transform: z
    .array(z.enum(['upper', 'lower', 'digits', 'integer', 'negate']))
    .optional()
    .meta({ description: 'integer drops ".0"; digits keeps only digits; negate turns a number round.' }),
  values: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'What each value of the file stands for; one not listed refuses the line.' }),
  otherwise: z.string().optional().meta({ description: 'What a value not listed in `values` stands for.' }),
  default: z.string().optional().meta({ description: 'Taken when the value is empty.' }),
  decimal: z.enum(['.', ',']).optional(),
  date: z.string().refine(isDatePattern, 'is not a date pattern').optional(),
  timeZone: z.string().optional(),
};

/** Where a field's value comes from. A plain text is a column's name; `"$line"` is the line's number. */
export const Value = z.union([
  z.string().min(1),
  z.strictObject({ column: ColumnReference, ...treatment }),
  z.strictObject({ constant: z.string() }),
  z.strictObject({
    template: z
      .string()
      .meta({ description: 'Columns in braces: "{store}-{receipt}"; {$line} is the line.' }),
    ...treatment,
  }),
  z.strictObject({ multiply: z.tuple([ColumnReference, ColumnReference]), decimal: treatment.decimal }),
]);
export type Value = z.infer<typeof Value>;

/** Every condition of a record must hold for it to be read from a line. */
export const Condition = z.strictObject({
  column: ColumnReference,
  equals: z.union([z.string(), z.array(z.string())]).optional(),
  not: z.union([z.string(), z.array(z.string())]).optional(),
  empty: z.boolean().optional(),
});
export type Condition = z.infer<typeof Condition>;

const Other = z.union([z.literal('unmapped'), z.record(z.string().min(1), Value)]);

/** The zod shape of a kind's fields, from its declaration: unknown names are refused, required ones demanded. */
function recordShape<Kind extends keyof typeof recordKinds>(kind: Kind) {
  type Name = keyof (typeof recordKinds)[Kind]['fields'] & string;
  const fields: Record<string, z.ZodType<Value | undefined>> = {};
  for (const [name, field] of Object.entries(recordKinds[kind].fields))
    fields[name] = 'required' in field && field.required ? Value : Value.optional();
  return z.strictObject({
    kind: z.literal(kind),
    when: z.array(Condition).optional(),
    fields: z.strictObject(fields) as unknown as z.ZodType<Partial<Record<Name, Value>>>,
    other: Other.optional().meta({
      description: 'Columns kept beside: by name, or "unmapped" for all the rest.',
    }),
  });
}

export const MappedRecord = z.discriminatedUnion('kind', [
  recordShape('person'),
  recordShape('orderLine'),
  recordShape('product'),
  recordShape('consent'),
  recordShape('contact'),
  recordShape('event'),
  recordShape('campaign'),
  recordShape('coupon'),
]);
export type MappedRecord = z.infer<typeof MappedRecord>;

/** How the files of one source are read: their format, and the records each line gives. */
export const Mapping = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(100).meta({ description: 'One mapping of the source: "orders", "customers".' }),
  source: z.string().min(1).max(100).meta({ description: 'Whose customer keys these are: "shop", "web".' }),
  description: z.string().max(2000).optional(),
  format: FileFormat,
  records: z.array(MappedRecord).min(1).max(20),
});
export type Mapping = z.infer<typeof Mapping>;
