import { z } from 'zod';
import { holdDelivered } from '#interact/messages';
import { type AnyJobDefinition, job } from '#platform/jobs';
import { readMaildir } from './read-mailbox.ts';
import { readReport } from './read-report.ts';
import { readBounceSettings } from './settings.ts';
import { type BounceNeeds, takeReport } from './take-report.ts';
import { noReports } from './take-reports.ts';

const heldAtOnce = 5000;

/** `mailbox`: the Maildir that bounces come back to, when there is one on this machine. */
export type BounceJobsNeeds = BounceNeeds & { readonly mailbox: string | undefined };

/** Every hour: what was handed over long ago and did not come back is held to be delivered. */
function deliveredJob(needs: BounceNeeds): AnyJobDefinition {
  return job({
    kind: 'mail.delivered',
    payload: z.object({}),
    schedule: '11 * * * *',
    run: async (_, { signal, progress }) => {
      const { deliveredAfterHours } = await readBounceSettings(needs.db);
      const before = new Date(needs.clock.now().getTime() - deliveredAfterHours * 3_600_000);
      let delivered = 0;
      for (let held = heldAtOnce; held === heldAtOnce; ) {
        signal.throwIfAborted();
        held = await holdDelivered(needs.db, { before, limit: heldAtOnce });
        delivered += held;
        await progress(delivered);
      }
      return { delivered };
    },
  });
}

/** Every five minutes: the mailbox is read. A message is put aside once what it tells is committed: cut, it is read again and known. */
function mailboxJob(needs: BounceNeeds, mailbox: string): AnyJobDefinition {
  return job({
    kind: 'mail.reports',
    payload: z.object({}),
    schedule: '*/5 * * * *',
    run: async (_, { signal, progress }) => {
      const counts = { ...noReports };
      for await (const mail of readMaildir(mailbox)) {
        signal.throwIfAborted();
        counts[await takeReport(needs, await readReport(mail.raw))] += 1;
        counts.read += 1;
        await mail.done();
        await progress(counts.read, null, counts);
      }
      return counts;
    },
  });
}

export function bouncesJobs(needs: BounceJobsNeeds): AnyJobDefinition[] {
  const { mailbox } = needs;
  return [deliveredJob(needs), ...(mailbox === undefined ? [] : [mailboxJob(needs, mailbox)])];
}
