import { z } from 'zod';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const HouseholdMember = z.object({
  customerId: z.number(),
  /** Null for somebody whose name nobody said. */
  name: z.string().nullable(),
  street: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  birthDate: z.string().nullable(),
});
export type HouseholdMember = z.infer<typeof HouseholdMember>;

/** People held to live together, named by the smallest of their customer numbers; a customer alone is a household of one. */
export const HouseholdView = z.object({
  householdId: z.number(),
  size: z.number().int(),
  members: z.array(HouseholdMember),
});
export type HouseholdView = z.infer<typeof HouseholdView>;

/** A household with what each bought and all together, over all time: decimal texts, `currency` empty when nobody bought. */
export const HouseholdWithSales = HouseholdView.extend({
  members: z.array(HouseholdMember.extend({ netSales: z.string() })),
  netSales: z.string(),
  currency: z.string(),
});
export type HouseholdWithSales = z.infer<typeof HouseholdWithSales>;

export const HouseholdDecisionView = z.object({
  decisionId: z.number(),
  /** With whom she was put; null: alone. */
  withCustomer: z.object({ customerId: z.number(), name: z.string().nullable() }).nullable(),
  note: z.string(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
});
export type HouseholdDecisionView = z.infer<typeof HouseholdDecisionView>;

/** The household of a customer, and what was decided about her by hand, the latest first. Also the part `household` of her page. */
export const CustomerHousehold = HouseholdView.extend({ decisions: z.array(HouseholdDecisionView) });
export type CustomerHousehold = z.infer<typeof CustomerHousehold>;

const Named = z.object({ customerId: z.number(), name: z.string().nullable() });

/** A household as a whole, and what was decided by hand about anybody in it, the latest first. */
export const HouseholdPage = HouseholdWithSales.extend({
  decisions: z.array(HouseholdDecisionView.extend({ customer: Named })),
});
export type HouseholdPage = z.infer<typeof HouseholdPage>;

export const CustomerParams = z.object({ customerId: Id });
export const DecisionParams = z.object({ decisionId: Id });
export const DecideBody = z.object({
  /** With whom she lives; null: alone. */
  withCustomerId: Id.nullable(),
  note: z.string().trim().max(500).default(''),
});
export const ListHouseholdsQuery = z.object({
  /** Words of a member: name, e-mail, phone, card. */
  search: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export const ListHouseholdsReply = z.object({
  items: z.array(HouseholdWithSales),
  nextCursor: z.string().nullable(),
  /** Of the whole base: households of two or more, who lives in them, the most in one. */
  households: z.number().int(),
  customers: z.number().int(),
  largest: z.number().int(),
});
export const DeriveReply = z.object({ jobId: z.string() });
