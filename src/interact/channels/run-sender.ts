import { whatIsLeft } from '#interact/messages';
import { awaitServer } from './await-server.ts';
import type { DeliveryCounts } from './delivery.ts';
import { claimAndSend } from './hand-over.ts';
import { readAhead, rewind } from './read-ahead.ts';
import type { Sender } from './sender.ts';

const askEveryMs = 250;

/** Runs a sender until nothing is due or it is stopped. Whatever happens, what it has in hand is answered and written first. */
export async function runSender(sender: Sender): Promise<{ counts: DeliveryCounts; stopped: boolean }> {
  try {
    for (;;) {
      if (sender.failure !== undefined) throw sender.failure;
      if (!(await mayGoOn(sender))) return { counts: sender.counts, stopped: true };
      if ((await turn(sender)) === 'done') return { counts: sender.counts, stopped: false };
    }
  } finally {
    while (sender.inHand > 0) {
      await sender.book.settled();
      if (sender.inHand > 0) await sender.bell.rung();
    }
    await sender.input.onProgress?.(sender.counts);
  }
}

async function mayGoOn(sender: Sender): Promise<boolean> {
  const { input, needs } = sender;
  if (input.signal.aborted) return false;
  const nowMs = needs.clock.now().getTime();
  if (nowMs - sender.askedAtMs < askEveryMs && nowMs >= sender.askedAtMs) return true;
  sender.askedAtMs = nowMs;
  await input.onProgress?.(sender.counts);
  return input.mayGoOn();
}

/** One turn: hand over what there is room for; or wait for an answer, a reading, a domain's turn; or find that all is done. */
async function turn(sender: Sender): Promise<'on' | 'done'> {
  if (sender.trouble !== undefined) {
    if (sender.inHand > 0) await sender.bell.rung();
    else await awaitServer(sender);
    return 'on';
  }
  const nowMs = sender.needs.clock.now().getTime();
  const room = sender.inHandMax - sender.inHand;
  const worthIt = room >= sender.batch || sender.inHand === 0;
  const picked = worthIt ? sender.window.pick(room, sender.throttle, nowMs) : [];
  readAhead(sender, worthIt && picked.length === 0);
  if (picked.length > 0) {
    await claimAndSend(sender, picked);
    return 'on';
  }
  const idle = sender.window.size === 0 && sender.inHand === 0 && !sender.reading;
  if (idle && sender.atEnd) return (await somethingIsDue(sender)) ? 'on' : 'done';
  if (!idle) await somethingHappens(sender, nowMs);
  return 'on';
}

async function somethingIsDue(sender: Sender): Promise<boolean> {
  const { needs, input } = sender;
  const { due } = await whatIsLeft(needs.server.db, { ...input, due: needs.clock.now() });
  if (due > 0) rewind(sender);
  return due > 0;
}

async function somethingHappens(sender: Sender, nowMs: number): Promise<void> {
  const waitMs = sender.window.waitMs(sender.throttle, nowMs);
  if (waitMs === undefined) return sender.bell.rung();
  const enough = new AbortController();
  await Promise.race([sender.bell.rung(), sender.needs.wait(Math.min(waitMs, askEveryMs), enough.signal)]);
  enough.abort();
}
