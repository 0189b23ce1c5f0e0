import { z } from 'zod';

const Day = z.iso.date();

/** Words for people, of a bounded length; no engine holds a NUL character. */
const Text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0'), 'No NUL character, please.');

const Kind = z.enum(['access', 'rectification', 'objection', 'portability', 'erasure']);
const State = z.enum(['open', 'running', 'done', 'refused']);

/** Corrected fields, as they are to be; an address or a name is best given whole. */
export const Correction = z
  .object({
    civility: Text(40),
    givenName: Text(200),
    familyName: Text(200),
    email: z.email().max(254),
    phone: Text(40),
    birthDate: Day,
    street: Text(300),
    postcode: Text(20),
    city: Text(200),
    country: Text(100),
    cardNumber: Text(100),
  })
  .partial()
  .strict();

/** A use of her data she objects to. */
export const Objected = z.object({
  channel: z.string().regex(/^[a-z0-9-]{1,40}$/),
  purpose: z.string().regex(/^[a-z0-9-]{1,40}$/),
  brand: z.string().trim().max(100).default(''),
});

/** A request as it comes in. A correction says its fields, an objection what it is against (everything, when left out). */
export const OpenRequestBody = z.object({
  kind: Kind,
  customerId: z.int().positive(),
  /** The day it was received; today when left out, never later. The deadline runs from it. */
  receivedOn: Day.optional(),
  owner: Text(200).optional(),
  /** Language of the archive. */
  language: z.enum(['fr', 'en']).optional(),
  fields: Correction.optional(),
  against: z.array(Objected).max(100).optional(),
});

export const RequestParams = z.object({
  requestId: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 52),
});

export const ChangeRequestBody = z
  .object({
    owner: Text(200).nullable(),
    /** Why it takes two months more; the person must be told within the first. */
    extendBecause: Text(2000),
    note: Text(2000),
  })
  .partial();

export const RefuseRequestBody = z.object({ because: Text(2000) });

/** One thing that was done, when, by whom. */
export const RequestStep = z.object({
  act: z.string(),
  details: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.iso.datetime(),
});

export const RequestView = z.object({
  requestId: z.number(),
  kind: Kind,
  customerId: z.number(),
  /** Null when nothing is known of her any more. */
  customerName: z.string().nullable(),
  receivedOn: Day,
  dueOn: Day,
  /** Days left until the deadline; negative when it has passed; null when the request has ended. */
  daysLeft: z.number().int().nullable(),
  extendedBecause: z.string().nullable(),
  owner: z.string().nullable(),
  state: State,
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type RequestView = z.infer<typeof RequestView>;

export const RequestReply = RequestView.extend({
  /** What it says: the fields to correct, what is objected to. */
  details: z.record(z.string(), z.unknown()),
  steps: z.array(RequestStep),
  /** The archive made for it; `kept` until its days are over. */
  archive: z.object({ sha256: z.string(), bytes: z.number(), kept: z.boolean() }).nullable(),
});
export type RequestReply = z.infer<typeof RequestReply>;

export const RequestsQuery = z.object({
  state: z.enum(['open', 'running', 'done', 'refused', 'live']).optional(),
  kind: Kind.optional(),
  customerId: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional(),
});
export const RequestsReply = z.object({ items: z.array(RequestView), nextCursor: z.string().nullable() });
export type RequestsReply = z.infer<typeof RequestsReply>;

export const RunReply = z.object({ jobId: z.string() });

/** How long who is not heard of is kept, in months; null: for ever. Archives of requests in days. */
export const RetentionSettings = z.object({
  prospectMonths: z.int().min(1).max(240).nullable(),
  customerMonths: z.int().min(1).max(240).nullable(),
  archiveDays: z.int().min(1).max(365),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

/** Who would be erased by one rule, and the longest silence among them. */
export const RetentionRule = z.object({
  rule: z.enum(['prospects', 'customers']),
  months: z.number().int(),
  silentSince: z.iso.datetime(),
  people: z.number().int(),
  oldest: z.iso.datetime().nullable(),
  sample: z.array(
    z.object({ customerId: z.number(), name: z.string().nullable(), lastHeardOf: z.iso.datetime() }),
  ),
});
export const RetentionReport = z.object({
  asOf: z.iso.datetime(),
  rules: z.array(RetentionRule),
  /** All of them, each counted once. */
  people: z.number().int(),
});
export type RetentionReport = z.infer<typeof RetentionReport>;

/** The purge itself: `people` is the number the report said, so that nobody purges what was not looked at. */
export const PurgeBody = z.object({ people: z.int().min(1) });

/** Lets somebody who was erased be stored again: she came back. One of the two. */
export const LetBackBody = z
  .object({ email: z.email(), cardNumber: Text(100) })
  .partial()
  .refine(({ email, cardNumber }) => (email === undefined) !== (cardNumber === undefined), {
    message: 'Give the e-mail, or the card.',
  });
export const LetBackReply = z.object({ removed: z.number().int() });
