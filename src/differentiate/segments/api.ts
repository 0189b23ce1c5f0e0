import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';

const Words = z.object({ fr: z.string(), en: z.string() });
const Name = z.string().trim().min(1).max(200);

/** A segment as screens and other programs see it; `sentence` says its condition in plain words. */
export const SegmentView = z.object({
  segmentId: z.int(),
  name: z.string(),
  condition: ConditionShape,
  sentence: Words,
  version: z.int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type SegmentView = z.infer<typeof SegmentView>;

/** One segment with its past and the segments built on it. */
export const SegmentPageView = SegmentView.extend({
  versions: z.array(
    z.object({
      version: z.int(),
      name: z.string(),
      sentence: Words,
      changedBy: z.string(),
      changedAt: z.iso.datetime(),
    }),
  ),
  usedBy: z.array(z.object({ segmentId: z.int(), name: z.string() })),
});

export const SegmentsQuery = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(200).default(''),
  sort: z.enum(['name', '-name', 'changedAt', '-changedAt']).default('name'),
  archived: z.enum(['true', 'false']).default('false'),
});

export const SegmentsReply = z.object({
  items: z.array(SegmentView),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

export const SegmentBody = z.strictObject({ name: Name, condition: ConditionShape });
/** `version` is the one that was read: a change made meanwhile by somebody else is not overwritten. */
export const ChangeSegmentBody = z.strictObject({
  name: Name,
  condition: ConditionShape,
  version: z.int().positive(),
});

export const CountBody = z.strictObject({ condition: ConditionShape });
/** How many customers, out of how many known, and how many of them can be reached on each channel. */
export const CountReply = z.object({
  customers: z.int(),
  known: z.int(),
  reachable: z.array(z.object({ channel: z.string(), label: Words, customers: z.int() })),
  sentence: Words,
});

export const AttributeValueShape = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.null(),
]);
export const CustomerRow = z.object({
  customerId: z.int(),
  values: z.record(z.string(), AttributeValueShape),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

const Columns = z.array(z.string().max(200)).max(40);

export const SampleBody = z.strictObject({
  condition: ConditionShape,
  columns: Columns.optional(),
  size: z.int().min(1).max(50).default(10),
  seed: z.int().min(0).max(4_294_967_295).default(1),
});
export const SampleReply = z.object({ columns: z.array(z.string()), items: z.array(CustomerRow) });

/** `columns` are attribute names separated by commas; `sort` is one of them, `-` in front for descending. */
export const CustomersQuery = z.object({
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  sort: z.string().max(200).optional(),
  columns: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(Columns)
    .optional(),
});
export const CustomersReply = z.object({
  columns: z.array(z.string()),
  items: z.array(CustomerRow),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

export const ExportQuery = CustomersQuery.pick({ columns: true }).extend({
  language: z.enum(['fr', 'en']).default('fr'),
});
