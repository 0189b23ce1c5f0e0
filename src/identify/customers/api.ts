import { z } from 'zod';

const CustomerId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const CustomerParams = z.object({ customerId: CustomerId });

/** A text to look for; no engine holds a NUL character. */
const Sought = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !text.includes('\0'), 'No NUL character, please.');

export const CustomerSort = z.enum(['name', 'newest']);

/** Which customers: any fragment of name, e-mail, phone, card or address; and filters. */
export const CustomerFilter = z.object({
  search: Sought.optional(),
  city: Sought.optional(),
  sourceId: z.coerce.number().int().positive().optional(),
  /** `channel:purpose` or `channel:purpose:brand`, as `email:marketing`. */
  consent: z
    .string()
    .regex(/^[\w-]+:[\w-]+(:[^:\p{Cc}]+)?$/u, 'A consent is written channel:purpose, as email:marketing.')
    .max(200)
    .optional(),
  consentStatus: z.enum(['granted', 'withdrawn', 'unknown']).default('granted'),
  sort: CustomerSort.default('name'),
});
export type CustomerFilter = z.infer<typeof CustomerFilter>;

export const ListCustomersQuery = CustomerFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

export const SourceName = z.object({ sourceId: z.number(), name: z.string() });

export const CustomerSummary = z.object({
  customerId: z.number(),
  civility: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  cardNumber: z.string().nullable(),
  /** How many records of sources are held to be this one human being. */
  persons: z.number().int(),
  sources: z.array(SourceName),
  firstSeenAt: z.iso.datetime(),
});
export type CustomerSummary = z.infer<typeof CustomerSummary>;

/** `total` is only counted on the first page, up to 10 000 (1000 when common words are searched): then `totalIsAtLeast` is true. */
export const ListCustomersReply = z.object({
  items: z.array(CustomerSummary),
  nextCursor: z.string().nullable(),
  total: z.number().int().nullable(),
  totalIsAtLeast: z.boolean(),
});

/** A value and the last record that says it: which source, import, line and when. */
export const SaidValue = z.object({
  value: z.string(),
  source: SourceName,
  importId: z.number(),
  line: z.number(),
  recordedAt: z.iso.datetime(),
});

const Latest = z.strictObject({ by: z.literal('latest') });
const Agreed = z.strictObject({ by: z.literal('agreed') });
const Complete = z.strictObject({ by: z.literal('complete') });
const Trusted = z.strictObject({
  by: z.literal('trusted'),
  sources: z
    .array(z.string().trim().min(1).max(200))
    .min(1, 'Name the sources, the most trusted first.')
    .max(50)
    .refine((names) => new Set(names).size === names.length, 'Name each source once.'),
});
const PieceRule = z.discriminatedUnion('by', [Latest, Agreed, Trusted]);
const WholeRule = z.discriminatedUnion('by', [Latest, Agreed, Complete, Trusted]);

/**
 * By which rule of survivorship each part of a golden record is chosen among what the records of a customer say: the latest; what
 * most records say; the most complete (names and addresses only); or the most trusted source, in this order, then any other. Equals: the latest.
 */
export const Survivorship = z
  .strictObject({
    ...{ name: WholeRule, address: WholeRule },
    ...{ email: PieceRule, phone: PieceRule, birthDate: PieceRule, cardNumber: PieceRule, other: PieceRule },
  })
  .describe('Rules of survivorship, part by part');
export type Survivorship = z.infer<typeof Survivorship>;
export const survivorshipParts = Survivorship.keyof().options;
export type SurvivorshipPart = keyof Survivorship;

/** What other rules would change, counted on a draw of the customers with several records. */
export const SurvivorshipPreview = z.object({
  /** Customers with several records, and how many of them were looked at. */
  several: z.int(),
  looked: z.int(),
  /** Of those looked at, how many would have another value anywhere, and in each part. */
  changed: z.int(),
  byPart: z.record(z.string(), z.int()),
  examples: z.array(
    z.object({
      customerId: z.int(),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type SurvivorshipPreview = z.infer<typeof SurvivorshipPreview>;

export const ChangedSurvivorship = Survivorship.extend({
  /** Records whose customers are being derived anew. */
  unsettled: z.int(),
});

/**
 * Why this value and no other: corrected by hand, said by one record only, the latest of several, taken whole with the name or
 * address of one record, borrowed from another record because that one left it out, chosen by another rule of survivorship, or the
 * latest that can be a name.
 */
export const FieldRule = z.enum([
  ...(['byHand', 'only', 'latest', 'whole', 'borrowed'] as const),
  ...(['complete', 'agreed', 'trusted', 'sound'] as const),
]);

/**
 * How sure: somebody corrected it; records of two origins or more say it and none another; one alone says it; another value was said
 * before this one came and never since; another value was said after this one came, so that sources contradict each other.
 */
export const FieldSureness = z.enum(['corrected', 'agreed', 'alone', 'changed', 'disputed']);

/** Fields with one right value that does not change: of these it can be told how likely a value is right. */
export const likelihoodFields: readonly string[] = ['givenName', 'familyName', 'birthDate'];

/** A value, the record it was taken from, since when it is said, by which rule, how sure, and what else was said. */
export const FieldWithLineage = SaidValue.extend({
  field: z.string(),
  since: z.iso.datetime(),
  rule: FieldRule,
  sureness: FieldSureness,
  /**
   * Of a field with one right value that does not change (given name, family name, birth date): how likely this is it, from how often
   * its sources are right where several speak of one person. Null: another field, corrected by hand, or too little to tell.
   */
  probability: z.number().min(0).max(1).nullable(),
  /** Sources that say this value now. */
  sources: z.int(),
  /** The other values, the latest said first, ten at most. */
  others: z.array(SaidValue),
});
export type FieldWithLineage = z.infer<typeof FieldWithLineage>;

export const PersonOfCustomer = z.object({
  personId: z.number(),
  source: SourceName,
  sourceKey: z.string(),
  createdAt: z.iso.datetime(),
});

/**
 * One customer as the customer page shows her. `parts` holds what other modules know of her, by name: `consents`, `orders`,
 * `contacts`, `value`; each module publishes the shape of its own.
 */
export const CustomerPage = z.object({
  customerId: z.number(),
  /** Set when the number asked for belongs to a person merged into this customer. */
  askedFor: z.number(),
  fields: z.array(FieldWithLineage),
  other: z.array(FieldWithLineage),
  persons: z.array(PersonOfCustomer),
  firstSeenAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  parts: z.record(z.string(), z.unknown()),
});
export type CustomerPage = z.infer<typeof CustomerPage>;
