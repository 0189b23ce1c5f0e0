import { newToken } from '#platform/ids';
import { asSender, type Origin, settleDeadSenders, whatIsLeft } from '#interact/messages';
import type { Delivered, DeliverInput, DeliverNeeds } from './delivery.ts';
import { runSender } from './run-sender.ts';
import { createSender } from './sender.ts';
import { realWait } from './wait.ts';

/**
 * Sends what the ledger has waiting for an origin until nothing is due. Each message is claimed, committed, just before its
 * first byte leaves, and its answer written as soon as it is known; what a dead sender had in hand becomes unknown first.
 * Several may run at once: a message is claimed by one only. While the mail server is away it waits and tries again.
 */
export async function deliverMessages(needs: DeliverNeeds, input: DeliverInput): Promise<Delivered> {
  const { server, clock } = needs;
  const origin: Origin = { origin: input.origin, step: input.step };
  const settled = await settleDeadSenders(server, { ...origin, at: clock.now() });
  if (settled > 0)
    needs.log.warn({ origin: input.origin, messages: settled }, 'Messages of a dead sender are unknown');
  const senderId = newToken(12);
  const run = () => runSender(createSender({ ...needs, wait: needs.wait ?? realWait }, input, senderId));
  const done = await asSender(server, senderId, run);
  if (done === undefined) throw new Error('The sender could not take its own lock.');
  const left = await whatIsLeft(server.db, { ...origin, due: clock.now() });
  return { ...done, left };
}
