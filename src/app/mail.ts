import { createSmtpTransport } from '../adapters/smtp/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { MailTransport } from '../platform/mail/index.ts';

const absent =
  'No mail server is configured: set SMTP_URL, for instance smtp://user:password@mail.example.org:587.';

/** The mail server of the configuration; without one, every message waits and says why. */
export function openMail(config: Pick<Config, 'smtpUrl' | 'mailConnections' | 'returnPath'>): MailTransport {
  if (config.smtpUrl !== undefined)
    return createSmtpTransport({
      url: config.smtpUrl,
      connections: config.mailConnections,
      returnPath: config.returnPath,
    });
  return {
    concurrency: 1,
    send: async () => ({ outcome: 'not-sent', response: absent }),
    verify: async () => absent,
    close: async () => {},
  };
}
