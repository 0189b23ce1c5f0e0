import { z } from 'zod';

/** The state of the screen, in its address: which part, and what is open beside it. */
export const PrivacySearch = z.object({
  part: z.enum(['rules', 'lists', 'wordings', 'retention']).optional().catch(undefined),
  open: z.coerce.string().max(80).optional().catch(undefined),
});
export type PrivacySearch = z.infer<typeof PrivacySearch>;
