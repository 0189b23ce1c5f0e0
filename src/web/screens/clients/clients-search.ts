import { z } from 'zod';
import { timelineKinds } from '../../components/timeline-kinds.ts';
import { ListSearch } from '../../data/list-search.ts';

/** The customer list in its URL: search words, filters, and the person open in the drawer. */
export const ClientsSearch = ListSearch.extend({
  city: z.coerce.string().max(200).optional().catch(undefined),
  source: z.number().int().positive().optional().catch(undefined),
  consent: z
    .string()
    .regex(/^[\w-]+:[\w-]+(:.+)?$/)
    .optional()
    .catch(undefined),
  said: z.enum(['granted', 'withdrawn', 'unknown']).optional().catch(undefined),
});
export type ClientsSearch = z.infer<typeof ClientsSearch>;

/** One person's page: what their history is narrowed to. */
export const ClientSearch = z.object({
  kind: z.enum(timelineKinds).optional().catch(undefined),
  channel: z.coerce.string().max(200).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  q: z.coerce.string().max(200).optional().catch(undefined),
});
export type ClientSearch = z.infer<typeof ClientSearch>;
