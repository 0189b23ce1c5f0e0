import { claimMessages } from '#interact/messages';
import type { MailAnswer } from '#platform/mail';
import type { Outgoing } from './outgoing-window.ts';
import type { Sender } from './sender.ts';

/** Takes the messages for this sender, committed, then hands them over without waiting for the answers. */
export async function claimAndSend(sender: Sender, picked: readonly Outgoing[]): Promise<void> {
  const claimed = await claimMessages(sender.needs.server.db, {
    messageIds: picked.map((outgoing) => outgoing.waiting.messageId),
    sender: sender.id,
    at: sender.needs.clock.now(),
  });
  for (const outgoing of picked) {
    if (!claimed.has(outgoing.waiting.messageId)) {
      sender.throttle.release(outgoing.domain, true);
      continue;
    }
    sender.inHand += 1;
    void handOver(sender, outgoing);
  }
}

async function handOver(sender: Sender, outgoing: Outgoing): Promise<void> {
  const answer = await answerTo(sender, outgoing);
  sender.throttle.release(outgoing.domain, answer.outcome === 'not-sent');
  if (answer.outcome === 'not-sent') sender.trouble = answer.response;
  if (answer.outcome === 'accepted') sender.troublesInARow = 0;
  const { messageId, attempts } = outgoing.waiting;
  sender.book.add({ messageId, attempts: attempts + 1, at: sender.needs.clock.now(), answer });
}

async function answerTo(sender: Sender, outgoing: Outgoing): Promise<MailAnswer> {
  if (outgoing.mail !== undefined) return sender.needs.transport.send(outgoing.mail);
  // Time by the clock is a matter of chance: such a message is tried again later.
  const permanent = !outgoing.fault.includes('render limit');
  return { outcome: 'refused', permanent, about: 'message', status: '', response: outgoing.fault };
}
