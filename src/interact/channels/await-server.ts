import { rewind } from './read-ahead.ts';
import type { Sender } from './sender.ts';

const waitMaxMs = 60_000;

/**
 * Waits for a mail server that takes nothing: everything in hand is answered and goes back to the queue, then the server is asked
 * after 0, 1, 2, 4 … seconds (a minute at most), until it is back, or the sending is paused, cancelled or shut down.
 */
export async function awaitServer(sender: Sender): Promise<void> {
  const { input, needs } = sender;
  await sender.book.settled();
  if (sender.inHand > 0) return;
  await input.onTrouble?.(sender.trouble);
  while (!input.signal.aborted && (await input.mayGoOn())) {
    const { troublesInARow } = sender;
    sender.troublesInARow += 1;
    if (troublesInARow > 0)
      await needs.wait(Math.min(1000 * 2 ** (troublesInARow - 1), waitMaxMs), input.signal);
    const fault = await needs.transport.verify();
    if (fault === undefined) break;
    needs.log.warn({ origin: input.origin, fault }, 'The mail server is unreachable: sending waits');
    await input.onTrouble?.(fault);
  }
  sender.trouble = undefined;
  await input.onTrouble?.(undefined);
  rewind(sender);
}
