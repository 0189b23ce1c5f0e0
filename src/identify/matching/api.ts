import { z } from 'zod';

const Probability = z.number().gt(0).lt(1);

/** What people decide of matching. Below `reviewFrom` two records are apart, from `mergeFrom` they are one person. */
export const MatchingSettings = z
  .object({
    on: z.boolean().default(true).describe('Off: only equal e-mails, phones and cards join records.'),
    mergeFrom: Probability.default(0.8).describe('From this probability two records are one person.'),
    reviewFrom: Probability.default(0.1).describe('From this probability somebody should look.'),
  })
  .refine(({ mergeFrom, reviewFrom }) => reviewFrom <= mergeFrom, {
    message: 'reviewFrom cannot be above mergeFrom.',
    path: ['reviewFrom'],
  });
export type MatchingSettings = z.infer<typeof MatchingSettings>;
