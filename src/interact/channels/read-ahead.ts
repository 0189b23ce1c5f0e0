import { readWaiting, type WaitingMessage } from '#interact/messages';
import { domainOf, type Outgoing } from './outgoing-window.ts';
import type { Sender } from './sender.ts';

const readMost = 200;
const crowdedFrom = 100;
const windowMax = 2_000;

function compose(sender: Sender, waiting: WaitingMessage): Outgoing {
  const domain = domainOf(waiting.address);
  try {
    return { waiting, domain, mail: sender.input.compose(waiting), fault: '' };
  } catch (error) {
    const fault = `content: ${error instanceof Error ? error.message : String(error)}`;
    return { waiting, domain, mail: undefined, fault };
  }
}

async function read(sender: Sender): Promise<void> {
  const { needs, input, window } = sender;
  const rows = await readWaiting(needs.server.db, {
    origin: input.origin,
    step: input.step,
    due: needs.clock.now(),
    limit: readMost,
    cursor: sender.cursor,
    busyDomains: window.crowded(crowdedFrom),
  });
  for (const row of rows) window.add(compose(sender, row));
  const last = rows.at(-1);
  if (last !== undefined) sender.cursor = { nextTryAt: last.nextTryAt, messageId: last.messageId };
  sender.atEnd = rows.length < readMost;
}

/**
 * Starts reading and composing the next messages when the window runs low, or when all that is in it has to wait for its
 * domain. Messages of crowded domains are passed over and found again on the next pass from the start.
 */
export function readAhead(sender: Sender, everythingWaits: boolean): void {
  const low = sender.window.size < sender.inHandMax || (everythingWaits && sender.window.size < windowMax);
  if (sender.reading || sender.atEnd || !low) return;
  sender.reading = true;
  read(sender)
    .catch((error: unknown) => {
      sender.failure = error;
    })
    .finally(() => {
      sender.reading = false;
      sender.bell.ring();
    });
}

/** Goes back to the start of what waits, with nothing in the window. */
export function rewind(sender: Sender): void {
  sender.window.clear();
  sender.cursor = undefined;
  sender.atEnd = false;
}
