import { findMessage, type Message, type ReactionKind, recordReaction } from '#interact/messages';
import { type DatabaseTransaction, inTransaction } from '#platform/database';
import type { TrackingNeeds } from './tracking.ts';

/**
 * Records a reaction to a message and says it to whoever hears `message.reaction`, once. `alongside` is done in the same
 * transaction the first time. Nothing happens for a message of somebody erased since: answers the message with no address.
 * Undefined when the ledger has no such message.
 */
export async function recordTracked(
  needs: TrackingNeeds,
  input: { messageId: string; kind: ReactionKind; link?: string; machine: boolean },
  alongside?: (trx: DatabaseTransaction, message: Message & { address: string }) => Promise<void>,
): Promise<Message | undefined> {
  const { messageId, kind, link = '', machine } = input;
  return inTransaction(needs.db, async (trx) => {
    const message = await findMessage(trx, messageId, { lock: true });
    if (message === undefined || message.address === null) return message;
    const told = await recordReaction(trx, { message, kind, link, machine, at: needs.clock.now() });
    if (!told) return message;
    await alongside?.(trx, { ...message, address: message.address });
    await needs.events.say(trx, 'message.reaction', {
      messageId,
      kind,
      link,
      machine,
      origin: message.origin,
    });
    return message;
  });
}
