import { z } from 'zod';
import { ListSearch } from '../../data/list-search.ts';

/** What the effects page keeps in its URL: the page of our campaigns, the campaign run elsewhere open and how it is measured. */
export const EffectsSearch = z.object({
  after: ListSearch.shape.after,
  open: z.string().max(400).optional().catch(undefined),
  control: z.string().max(200).optional().catch(undefined),
  response: z.string().max(100).optional().catch(undefined),
  days: z.number().int().min(1).max(365).optional().catch(undefined),
  cost: z.number().min(0).optional().catch(undefined),
});
export type EffectsSearch = z.infer<typeof EffectsSearch>;
