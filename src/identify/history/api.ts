import { z } from 'zod';

const Money = z.string();

/** History as a whole, in figures. Money is a decimal text in the currency of its line; see `currencies` when there are several. */
export const HistorySummary = z.object({
  lines: z.number().int(),
  orders: z.number().int(),
  customers: z.number().int(),
  anonymousLines: z.number().int(),
  products: z.number().int(),
  countries: z.number().int(),
  returnLines: z.number().int(),
  units: z.string(),
  netSales: Money,
  identifiedNetSales: Money,
  /** Share of identified net sales made by the best tenth of customers (rounded up); null without sales. */
  topDecileShare: z.number().nullable(),
  firstOrderAt: z.iso.datetime().nullable(),
  lastOrderAt: z.iso.datetime().nullable(),
  currencies: z.array(z.object({ currency: z.string(), lines: z.number().int(), netSales: Money })),
  events: z.number().int(),
  contacts: z.number().int(),
  persons: z.number().int(),
  knownCustomers: z.number().int(),
  sources: z.number().int(),
  imports: z.number().int(),
});
export type HistorySummary = z.infer<typeof HistorySummary>;

export const timelineKinds = ['order', 'event', 'contact', 'consent', 'record'] as const;
export const TimelineKind = z.enum(timelineKinds);

const Entry = z.object({ key: z.string(), at: z.iso.datetime(), personId: z.number() });
const FromSource = Entry.extend({ sourceId: z.number() });

export const OrderEntry = FromSource.extend({
  kind: z.literal('order'),
  orderKey: z.string(),
  net: Money,
  currency: z.string(),
  lines: z.number().int(),
  units: z.string(),
  returnLines: z.number().int(),
  channel: z.string(),
  store: z.string(),
  /** The first few articles by net sales, with their names where known. */
  articles: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.string(), net: Money })),
});
export const EventEntry = FromSource.extend({
  kind: z.literal('event'),
  type: z.string(),
  amount: Money.nullable(),
  currency: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
export const ContactEntry = FromSource.extend({
  kind: z.literal('contact'),
  campaignKey: z.string(),
  step: z.string(),
  channel: z.string(),
  /** sent, skipped, opened, clicked, unsubscribed, bounced … */
  what: z.string(),
  arm: z.string(),
  reason: z.string(),
  link: z.string(),
});
/** A contact with the name of its campaign, and its reason in words, where somebody knows them. */
export const NamedContactEntry = ContactEntry.extend({
  /** `campaignId` is null for a campaign run elsewhere. */
  campaign: z.object({ campaignId: z.number().int().nullable(), name: z.string() }).nullable(),
  reasonWords: z.object({ fr: z.string(), en: z.string() }).nullable(),
});
export const ConsentTimelineEntry = Entry.extend({
  kind: z.literal('consent'),
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  status: z.enum(['granted', 'withdrawn']),
  source: z.string(),
});
export const RecordEntry = FromSource.extend({
  kind: z.literal('record'),
  importId: z.number(),
  line: z.number(),
  fields: z.record(z.string(), z.unknown()),
});
export const TimelineEntry = z.discriminatedUnion('kind', [
  OrderEntry,
  EventEntry,
  NamedContactEntry,
  ConsentTimelineEntry,
  RecordEntry,
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

const Sought = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !text.includes('\0'), 'No NUL character, please.');

export const TimelineQuery = z.object({
  /** Kinds wanted, separated by commas; all when left out. */
  kinds: z
    .string()
    .max(100)
    .transform((text) => text.split(',').filter((kind) => kind !== ''))
    .pipe(z.array(TimelineKind))
    .optional(),
  /** Only what went through this channel: orders, contacts and consents have one, visits and records none. */
  channel: Sought.optional(),
  /** From the beginning of this day to the end of that one, UTC. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  /** Only what holds this text: articles, stores, campaigns' keys, links, what a record says. */
  search: Sought.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
/** Latest first. */
export const TimelineReply = z.object({
  items: z.array(TimelineEntry),
  nextCursor: z.string().nullable(),
});

/** Channels the entries of a timeline went through, the busiest first. */
export const ChannelsReply = z.object({
  items: z.array(z.object({ channel: z.string(), entries: z.number().int() })),
});
export type ChannelsReply = z.infer<typeof ChannelsReply>;

/** Part `orders` of the customer page. */
export const OrdersPart = z.object({
  orders: z.number().int(),
  lines: z.number().int(),
  returnLines: z.number().int(),
  netSales: Money,
  netSales12Months: Money,
  averageBasket: Money.nullable(),
  currency: z.string(),
  firstOrderAt: z.iso.datetime().nullable(),
  lastOrderAt: z.iso.datetime().nullable(),
});
export type OrdersPart = z.infer<typeof OrdersPart>;

/** Part `contacts` of the customer page. */
export const ContactsPart = z.object({
  sent: z.number().int(),
  opened: z.number().int(),
  clicked: z.number().int(),
  lastSentAt: z.iso.datetime().nullable(),
});
export type ContactsPart = z.infer<typeof ContactsPart>;
