import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';
import { ListSearch } from '../../data/list-search.ts';

/** A segment keeps the condition being written in its URL, so that it can be sent to a colleague before it is saved. */
export const SegmentSearch = ListSearch.extend({
  condition: ConditionShape.optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
});
export type SegmentSearch = z.infer<typeof SegmentSearch>;
