import { z } from 'zod';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const Column = z.string().min(1).max(200);

/** Which columns of a file hold what; at least an e-mail, a phone, or a name with postcode and street. */
export const ScreenedColumns = z.strictObject({
  email: Column.optional(),
  phone: Column.optional(),
  givenName: Column.optional(),
  familyName: Column.optional(),
  street: Column.optional(),
  postcode: Column.optional(),
  city: Column.optional(),
  birthDate: Column.optional(),
  civility: Column.optional(),
});
export type ScreenedColumns = z.infer<typeof ScreenedColumns>;

/** What the owner of a list lets one do with it. */
export const Licence = z.strictObject({
  supplier: z.string().trim().min(1).max(200),
  list: z.string().trim().min(1).max(200),
  use: z.enum(['single', 'multiple']),
  /** The last day it may be used. */
  expiresOn: z.iso.date().nullable().default(null),
  /** Decimal text, in `currency`; what each address of the file costs. */
  costPerAddress: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/, 'A cost is written 0.12.')
    .default('0'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
});
export type Licence = z.infer<typeof Licence>;

export const ScreeningBody = z.strictObject({
  files: z
    .array(z.strictObject({ fileId: z.string().regex(/^[0-9a-f]{64}$/), columns: ScreenedColumns }))
    .min(1)
    .max(20),
  /** What the list is for: who opposed this channel is excluded. */
  channel: z.enum(['email', 'sms', 'phone', 'post']),
  licence: Licence,
});

/** They add up: read = new + known + opposed + suppressed + duplicate + unusable. */
export const ScreeningCounts = z.object({
  read: z.int(),
  new: z.int(),
  known: z.int(),
  /** Of the known, those that only the matching model knows: a slip in the name, another e-mail. */
  alike: z.int().default(0),
  /** Customers who withdrew consent for the channel. */
  opposed: z.int(),
  suppressed: z.int(),
  /** In the file before, or in an earlier file of the same run. */
  duplicate: z.int(),
  /** Nothing by which to know somebody. */
  unusable: z.int(),
});
export type ScreeningCounts = z.infer<typeof ScreeningCounts>;

export const ScreeningView = z.object({
  screeningId: z.number(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  files: z.array(z.string()),
  channel: z.string(),
  licence: Licence,
  counts: ScreeningCounts.nullable(),
  /** Decimal texts in the licence's currency: of the file, and for each new address. */
  cost: z.string().nullable(),
  costPerNew: z.string().nullable(),
  error: z.string().nullable(),
  jobId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type ScreeningView = z.infer<typeof ScreeningView>;

export const ScreeningParams = z.object({ screeningId: Id });
export const ListScreeningsReply = z.object({
  items: z.array(ScreeningView),
  nextCursor: z.null(),
  total: z.int(),
});
