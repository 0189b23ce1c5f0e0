import { z } from 'zod';
import { ListSearch } from '../../data/list-search.ts';

export const importStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;

export const ImportsSearch = ListSearch.extend({
  state: z.enum(importStates).optional().catch(undefined),
  source: z.number().int().positive().optional().catch(undefined),
});
export type ImportsSearch = z.infer<typeof ImportsSearch>;

/** The wizard: the file in hand, and what its lines are when the guess was wrong. */
export const NewImportSearch = z.object({
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .catch(undefined),
});
