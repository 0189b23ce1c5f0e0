import { createSmtpTransport } from '#adapters/smtp';
import { deliverMessages } from '#interact/channels';
import { systemClock } from '#platform/clock';
import { silentLog } from '#platform/logging';
import type { MailTransport } from '#platform/mail';
import { benchMail, openSendBench, planBench } from './send-setup.ts';

// Memory of a sender must not grow with the list: resident memory while sending lists of 10 000 and more. Over SMTP to a local
// sink for the first; longer lists may go to a transport that accepts at once ("quick"), since it is the sender's memory
// that is measured. Usage: send-memory.ts [sizes] [smtp|quick]
const sizes = (process.argv[2] ?? '10000,100000,500000').split(',').map(Number);
const overSmtp = process.argv[3] === 'smtp';

const bench = await openSendBench(Math.max(...sizes));
const smtp = createSmtpTransport({ url: bench.smtpUrl, connections: 4 });
const quick: MailTransport = {
  ...smtp,
  concurrency: 50,
  send: async (message) => {
    await new Promise((resolve) => setImmediate(resolve));
    return { outcome: 'accepted', response: `250 ${message.messageId}` };
  },
};
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);
const peaks: number[] = [];
for (const [index, size] of sizes.entries()) {
  const origin = `campaign:${index + 1}`;
  const planned = await planBench(bench.server.db, origin, size);
  globalThis.gc?.();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 100);
  const started = performance.now();
  const { counts } = await deliverMessages(
    {
      server: bench.server,
      transport: overSmtp ? smtp : quick,
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
  clearInterval(watch);
  peaks.push(peak);
  const rate = Math.round(counts.handedOver / ((performance.now() - started) / 1000));
  console.log(
    `${size} recipients: planned in ${planned.toFixed(1)} s, sent ${counts.handedOver} at ${rate}/s, peak RSS ${megabytes(peak)} MB`,
  );
}
const growth = megabytes((peaks.at(-1) ?? 0) - (peaks[0] ?? 0));
console.log(
  `send-memory: peak RSS grew ${growth} MB from ${sizes[0]} to ${sizes.at(-1)} recipients (${overSmtp ? 'SMTP' : 'quick transport'})`,
);
await smtp.close();
await bench.close();
