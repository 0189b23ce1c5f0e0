import {
  addSuppressions,
  bounceMessage,
  findMessage,
  latestMessageTo,
  type Message,
  recordReaction,
  withdrawOverMessage,
} from '#interact/messages';
import type { Clock } from '#platform/clock';
import { type Database, type DatabaseTransaction, inTransaction } from '#platform/database';
import type { MailReport } from './read-report.ts';

export type BounceNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  /** Purpose and brand of what an origin sends; undefined when it is no more. */
  purposeOf(origin: string, step: string): Promise<{ purpose: string; brand: string } | undefined>;
};

/** What a report came to: about no message of ours (`unmatched`), nothing to do, or told before (`known`). */
export type Taken = 'bounced' | 'complained' | 'delayed' | 'other' | 'unmatched' | 'known';

/** A report that quotes no id is believed about the last message to its address within so many days. */
const byAddressDays = 7;

/**
 * Writes down what a report tells, in one transaction and once. A bounce ends the message, hard or soft; a dead address is never written to
 * again. A complaint withdraws consent to what was sent and suppresses the address for every purpose. An erased person's message is left alone.
 */
export async function takeReport(needs: BounceNeeds, report: MailReport): Promise<Taken> {
  if (report.kind === 'other' || report.kind === 'delivery') return 'other';
  if (report.kind === 'delay') return 'delayed';
  const at = needs.clock.now();
  return inTransaction(needs.db, async (trx) => {
    const message = await messageOf(trx, report, at);
    if (message === undefined) return 'unmatched';
    const { address } = message;
    if (address === null) return 'known';
    if (report.kind === 'complaint') return complain(needs, trx, { ...message, address }, at);
    const { permanent, deadAddress, words, status } = report;
    const isNew = await bounceMessage(trx, {
      message,
      reason: permanent ? 'bounced-hard' : 'bounced-soft',
      answer: words.includes(status) ? words : `${status} ${words}`,
      at,
    });
    if (deadAddress) await suppress(trx, { ...message, address }, 'bounced', at);
    return isNew ? 'bounced' : 'known';
  });
}

async function messageOf(
  trx: Database,
  report: { readonly messageIds: readonly string[]; readonly recipients: readonly string[] },
  at: Date,
): Promise<Message | undefined> {
  for (const messageId of report.messageIds) {
    const message = await findMessage(trx, messageId, { lock: true });
    if (message !== undefined) return message;
  }
  if (report.messageIds.length > 0) return undefined;
  const since = new Date(at.getTime() - byAddressDays * 86_400_000);
  for (const address of report.recipients) {
    const messageId = await latestMessageTo(trx, { address, since });
    if (messageId !== undefined) return findMessage(trx, messageId, { lock: true });
  }
  return undefined;
}

async function complain(
  needs: BounceNeeds,
  trx: DatabaseTransaction,
  message: Message & { address: string },
  at: Date,
): Promise<Taken> {
  const isNew = await recordReaction(trx, { message, kind: 'complained', link: '', machine: false, at });
  if (!isNew) return 'known';
  const { purpose, brand } = (await needs.purposeOf(message.origin, message.step)) ?? {
    purpose: 'marketing',
    brand: '',
  };
  const source = 'complaint to the mailbox provider';
  await withdrawOverMessage(trx, { message, purpose, brand, way: 'complaint', source, at });
  await suppress(trx, message, 'complained', at);
  return 'complained';
}

function suppress(trx: Database, message: Message & { address: string }, reason: string, at: Date) {
  const { channel, address, origin } = message;
  return addSuppressions(trx, [{ channel, address, purpose: '', brand: '', reason, by: origin, at }]);
}
