export type { ContentFinding, DomainLimit, EmailContent, MailLimits } from './api.ts';
export { checkContent } from './check-content.ts';
export { type CompiledEmail, compileEmail } from './compile-email.ts';
export { composeEmail, type LinkSigning, linksOf, scopeOf } from './compose-email.ts';
export {
  type Delivered,
  type DeliverInput,
  type DeliverNeeds,
  deliverMessages,
  type DeliveryCounts,
} from './deliver-messages.ts';
export { alwaysThere, type MergeField, mergeFieldsOf } from './merge-fields.ts';
export { loadMailLimits, saveMailLimits } from './limits.store.ts';
export { readToken, signToken } from './token.ts';
export { defaultMailLimits } from './throttle.ts';
export { realWait, type Wait } from './wait.ts';
export type { MailAnswer, MailMessage, MailTransport } from '#platform/mail';
