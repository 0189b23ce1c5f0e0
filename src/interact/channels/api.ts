import { z } from 'zod';

/** What an e-mail says, in Liquid where it speaks of its reader: `{{ givenName | default: "cher client" }}`. */
export const EmailContent = z.object({
  fromName: z.string().max(100).default(''),
  fromAddress: z.string().max(254).default(''),
  replyTo: z.string().max(254).default(''),
  subject: z.string().max(1_000).default(''),
  preheader: z.string().max(1_000).default(''),
  html: z.string().max(500_000).default(''),
  text: z.string().max(500_000).default('').describe('Plain text; made from the HTML when empty.'),
  language: z.enum(['fr', 'en']).default('fr'),
});
export type EmailContent = z.infer<typeof EmailContent>;

/** Something to mend (error) or to know (warning) before sending. */
export const ContentFinding = z.object({
  level: z.enum(['error', 'warning']),
  code: z.string(),
  fr: z.string(),
  en: z.string(),
  detail: z.string().default(''),
});
export type ContentFinding = z.infer<typeof ContentFinding>;

/** How fast one recipient domain is written to; `default` holds for those not named. */
export const DomainLimit = z.object({
  concurrent: z.int().min(1).max(1_000),
  perSecond: z.number().positive().max(100_000),
});
export const MailLimits = z.record(z.string(), DomainLimit);
export type DomainLimit = z.infer<typeof DomainLimit>;
export type MailLimits = z.infer<typeof MailLimits>;
