import { z } from 'zod';
import { ListSearch } from '../../data/list-search.ts';

/** The source and field now looked at, the rule its records are narrowed to, and whether the rules are open. */
export const QualitySearch = ListSearch.extend({
  source: z.number().int().positive().optional().catch(undefined),
  field: z.string().max(40).optional().catch(undefined),
  rule: z.string().max(60).optional().catch(undefined),
  rules: z.literal(true).optional().catch(undefined),
});
export type QualitySearch = z.infer<typeof QualitySearch>;

export const mendStates = ['open', 'mended', 'kept'] as const;
export const MendListSearch = ListSearch.extend({
  state: z.enum(mendStates).optional().catch(undefined),
});
export type MendListSearch = z.infer<typeof MendListSearch>;
