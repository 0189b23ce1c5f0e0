import { z } from 'zod';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const CompanyParams = z.object({ companyId: Id });

export const CompanySummary = z.object({
  companyId: z.number(),
  name: z.string(),
  siren: z.string().nullable(),
  /** Records of people who work there. */
  people: z.int(),
});
export type CompanySummary = z.infer<typeof CompanySummary>;

export const ListCompaniesQuery = z.object({
  /** Beginnings of words of the name, or of a SIREN. */
  search: z.string().trim().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export const ListCompaniesReply = z.object({
  items: z.array(CompanySummary),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

/** A company: who works there in which role, its establishments, its group, and what all of them bought. */
export const CompanyView = CompanySummary.extend({
  /** The parent, when one is said; `companyId` null when nobody here works for it. */
  parent: z
    .object({ siren: z.string(), companyId: z.number().nullable(), name: z.string().nullable() })
    .nullable(),
  /** The head of the group, when it is another company. */
  headSiren: z.string().nullable(),
  subsidiaries: z.array(CompanySummary),
  establishments: z.array(z.object({ siret: z.string(), people: z.int() })),
  members: z.array(
    z.object({
      customerId: z.number(),
      name: z.string().nullable(),
      city: z.string().nullable(),
      jobTitle: z.string().nullable(),
      siret: z.string().nullable(),
    }),
  ),
  /** Decimal texts, in the currency beside them. */
  sales: z.object({
    orders: z.int(),
    netSales: z.string(),
    netSales12Months: z.string(),
    currency: z.string(),
    lastOrderAt: z.iso.datetime().nullable(),
  }),
});
export type CompanyView = z.infer<typeof CompanyView>;

export const ParentBody = z.object({
  /** SIREN of the parent; null: it has none, whatever records say. */
  parentSiren: z.string().trim().max(20).nullable(),
});

/** Where a customer works: the part `companies` of her page. */
export const CustomerCompanies = z.array(
  CompanySummary.extend({ jobTitle: z.string().nullable(), siret: z.string().nullable() }),
);
