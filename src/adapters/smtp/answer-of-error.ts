import type { MailAnswer } from '../../platform/mail/index.ts';

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** The enhanced status code at the start of a reply (RFC 2034): `550 5.1.1 No such user` → `5.1.1`. */
function statusOf(response: string): string {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? '';
}

/** The reply left without the address it may quote: answers are stored, and shown in lists. */
function withoutAddresses(text: string): string {
  return text.replace(/<?[^\s<>@]+@[^\s<>]+>?/g, '<…>');
}

/**
 * What a failed sending means, from nodemailer's error: a reply about the recipient or the message is a refusal; trouble with
 * the line or the login before the message's first byte means nothing was sent; after it, nobody can know.
 */
export function answerOfError(thrown: unknown, messageBegun: boolean): MailAnswer {
  const error: SmtpError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const response = withoutAddresses(error.response ?? error.message);
  const code = error.responseCode ?? 0;
  const aboutThis = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (aboutThis && code === 421) return { outcome: 'not-sent', response };
  if (aboutThis && code >= 400) {
    const about = error.command === 'RCPT TO' ? 'recipient' : 'message';
    return {
      outcome: 'refused',
      permanent: code >= 500,
      about,
      status: statusOf(error.response ?? ''),
      response,
    };
  }
  if (aboutThis) return { outcome: 'refused', permanent: true, about: 'message', status: '', response };
  return { outcome: messageBegun ? 'unknown' : 'not-sent', response };
}
