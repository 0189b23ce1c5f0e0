import { addSuppressions, findMessage, withdrawOverMessage } from '#interact/messages';
import { recordTracked } from './record-tracked.ts';
import type { TrackingNeeds } from './tracking.ts';

/**
 * Unsubscribes the reader of a message: consent to its purpose (and brand) withdrawn with the message as evidence, its address
 * suppressed for that purpose, all at once and once. `way` is how it was asked: the mailbox's button or our page.
 * Answers whether there is such a message.
 */
export async function unsubscribe(
  needs: TrackingNeeds,
  input: { messageId: string; way: 'one-click' | 'page' },
): Promise<boolean> {
  const { messageId, way } = input;
  const known = await findMessage(needs.db, messageId);
  if (known === undefined) return (await needs.trialOf(messageId)) !== undefined;
  const sent = await needs.contentOf(known.origin, known.step);
  const purpose = sent?.purpose ?? 'marketing';
  const brand = sent?.brand ?? '';
  const at = needs.clock.now();
  await recordTracked(needs, { messageId, kind: 'unsubscribed', machine: false }, async (trx, message) => {
    const { channel, origin, address } = message;
    await withdrawOverMessage(trx, { message, purpose, brand, way, source: 'unsubscribe link', at });
    await addSuppressions(trx, [
      { channel, address, purpose, brand, reason: 'unsubscribed', by: origin, at },
    ]);
  });
  return true;
}
