export type { Mailbox, MailAnswer, MailMessage, MailTransport } from './mail.ts';
