import { connectDatabase } from '#adapters/postgres';
import { createSmtpTransport } from '#adapters/smtp';
import { compileEmail, composeEmail, deliverMessages } from '#interact/channels';
import { systemClock } from '#platform/clock';
import { silentLog } from '#platform/logging';

// A sender in a process of its own, for tests that kill it. Arguments: database, mail server, origin.
const [databaseUrl = '', smtpUrl = '', origin = ''] = process.argv.slice(2);
const server = connectDatabase({ url: databaseUrl });
const transport = createSmtpTransport({ url: smtpUrl, connections: 4 });
const email = compileEmail({
  fromName: 'Chacun',
  fromAddress: 'news@shop.example',
  replyTo: '',
  subject: 'Hello {{ givenName | default: "you" }}',
  preheader: '',
  html: '<p>Hello <a href="{{ unsubscribeUrl }}">stop</a></p>',
  text: '',
  language: 'en',
});
const signing = { publicUrl: 'http://127.0.0.1:1', key: Buffer.alloc(32, 9) };

await deliverMessages(
  {
    server,
    transport,
    clock: systemClock,
    log: silentLog,
    limits: { default: { concurrent: 50, perSecond: 100_000 } },
  },
  {
    origin,
    step: '',
    cost: null,
    compose: (message) => composeEmail({ ...message, email, signing, list: 'marketing' }),
    mayGoOn: async () => true,
    signal: new AbortController().signal,
  },
);
await transport.close();
await server.close();
