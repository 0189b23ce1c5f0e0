import { z } from 'zod';
import { PairKind, QueueOrder } from '#identify/review/api';

/** The state of the screen, in its address. */
export const DuplicatesSearch = z.object({
  kind: PairKind.optional().catch(undefined),
  order: QueueOrder.optional().catch(undefined),
  /** The pair looked at, as `low-high`. */
  pair: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/)
    .optional()
    .catch(undefined),
  panel: z.enum(['settings', 'acts']).optional().catch(undefined),
});
export type DuplicatesSearch = z.infer<typeof DuplicatesSearch>;
