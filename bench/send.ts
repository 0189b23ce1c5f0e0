import { createTransport } from 'nodemailer';
import { createSmtpTransport } from '#adapters/smtp';
import { deliverMessages } from '#interact/channels';
import { systemClock } from '#platform/clock';
import type { Database } from '#platform/database';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import type { MailMessage } from '#platform/mail';
import { benchMail, openSendBench, planBench } from './send-setup.ts';

// Sending a campaign (ledger claims, rendering, answers, history) against a bare nodemailer pool given the same finished
// messages. Both over the same connections to the same local sink; rounds alternate. Target: ratio ≥ 0.7.
const messages = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const connections = Number(process.argv[4] ?? 4);

const bench = await openSendBench(messages);
const rates = { bare: [] as number[], ours: [] as number[] };
for (let round = 1; round <= rounds; round += 1) {
  const origin = `campaign:${round}`;
  const seconds = await planBench(bench.server.db, origin, messages);
  console.log(
    `round ${round}: planned ${messages} in ${seconds.toFixed(1)} s (${Math.round(messages / seconds)}/s)`,
  );
  const mails = await finishedMails(bench.server.db, origin);
  rates.bare.push(await bare(mails));
  rates.ours.push(await ours(origin));
  console.log(
    `round ${round}: bare ${rates.bare.at(-1)?.toFixed(0)}/s, ours ${rates.ours.at(-1)?.toFixed(0)}/s`,
  );
}
const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const ratio = median(rates.ours.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN)));
console.log(
  `send: ${ratio.toFixed(2)}x a bare nodemailer pool (median of ${rounds} rounds, ${messages} messages, ${connections} connections)`,
);
await bench.close();

async function finishedMails(db: Database, origin: string): Promise<MailMessage[]> {
  const { rows } = await sql<{
    messageId: string;
    address: string;
    fields: Record<string, unknown>;
    couponCode: string;
  }>`
    select message_id as "messageId", address, fields, coupon_code as "couponCode"
    from interact.message where origin = ${origin}`.execute(db);
  return rows.map(benchMail);
}

async function bare(mails: readonly MailMessage[]): Promise<number> {
  const pool = createTransport({
    url: bench.smtpUrl,
    pool: true,
    maxConnections: connections,
    maxMessages: 1_000_000,
  });
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    for (let mail = mails[next++]; mail !== undefined; mail = mails[next++]) {
      await pool.sendMail({
        messageId: `<${mail.messageId}>`,
        from: { name: mail.from.name ?? '', address: mail.from.address },
        replyTo: mail.replyTo ?? '',
        to: { name: mail.to.name ?? '', address: mail.to.address },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers: { ...mail.headers },
      });
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, worker));
  const rate = mails.length / ((performance.now() - started) / 1000);
  pool.close();
  return rate;
}

async function ours(origin: string): Promise<number> {
  const transport = createSmtpTransport({ url: bench.smtpUrl, connections });
  const started = performance.now();
  const { counts } = await deliverMessages(
    {
      server: bench.server,
      transport,
      clock: systemClock,
      log: silentLog,
      limits: { default: { concurrent: 1_000, perSecond: 100_000 } },
    },
    {
      origin,
      step: '',
      cost: '0.01',
      compose: benchMail,
      mayGoOn: async () => true,
      signal: new AbortController().signal,
    },
  );
  const rate = counts.handedOver / ((performance.now() - started) / 1000);
  await transport.close();
  return rate;
}
