import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailAnswer, MailMessage, MailTransport } from '../../platform/mail/index.ts';
import { answerOfError } from './answer-of-error.ts';
import { quotedPrintable } from './quoted-printable.ts';

export type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  readonly connections: number;
  /** Where bounces come back to (VERP): each message adds its id after a plus, so that a report names it. The From address when left out. */
  readonly returnPath?: string | undefined;
  /** Seconds without a word from the server before a line counts as cut. */
  readonly silenceSeconds?: number;
};

/**
 * Hands e-mails over by SMTP, over a pool of lasting connections. A message whose line is cut is never tried again here
 * (`maxRequeues: 0`): it may have been taken, and the ledger decides what to do.
 */
export function createSmtpTransport(options: SmtpOptions): MailTransport {
  const silence = (options.silenceSeconds ?? 60) * 1000;
  const pool = createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.connections,
    maxMessages: 1_000_000,
    maxRequeues: 0,
    connectionTimeout: Math.min(silence, 15_000),
    greetingTimeout: Math.min(silence, 15_000),
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const streams = new WeakMap<object, Readable>();
  // Kept so that an error can be told apart: before the first byte of the message, or after.
  pool.use('stream', (mail, done) => {
    const create = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (...given) => {
      const stream = create(...given);
      streams.set(mail.data, stream);
      return stream;
    };
    done();
  });
  const send = async (message: MailMessage): Promise<MailAnswer> => {
    const data = { ...mailOf(message), ...envelopeOf(message, options.returnPath) };
    try {
      const info = await pool.sendMail(data);
      return { outcome: 'accepted', response: info.response };
    } catch (error) {
      return answerOfError(error, streams.get(data)?.readableDidRead === true);
    }
  };
  return {
    concurrency: options.connections,
    send,
    verify: async () => {
      try {
        await pool.verify();
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    close: async () => pool.close(),
  };
}

/** `bounces+0198…@example.org` as the sender on the envelope; headers keep their own. */
function envelopeOf(message: MailMessage, returnPath: string | undefined) {
  if (returnPath === undefined) return {};
  const token = message.messageId.slice(0, message.messageId.indexOf('@')).replaceAll('-', '');
  return { envelope: { from: returnPath.replace('@', `+${token}@`), to: message.to.address } };
}

/** One reading of the message, encoded here: in one pass, where nodemailer takes several over the text to choose and apply an encoding. */
function part(type: string, content: string) {
  const head = `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
  return { raw: Buffer.concat([Buffer.from(head), quotedPrintable(content)]) };
}

/** The message in nodemailer's words; it quotes and encodes names, and refuses line breaks in headers. */
function mailOf(message: MailMessage) {
  return {
    messageId: `<${message.messageId}>`,
    from: { name: message.from.name ?? '', address: message.from.address },
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    to: { name: message.to.name ?? '', address: message.to.address },
    subject: message.subject,
    alternatives: [part('text/plain', message.text), part('text/html', message.html)],
    headers: { ...message.headers },
    xMailer: false as const,
  };
}
