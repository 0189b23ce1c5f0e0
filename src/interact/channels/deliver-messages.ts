import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import { newToken } from '#platform/ids';
import type { Log } from '#platform/logging';
import type { MailMessage, MailTransport } from '#platform/mail';
import {
  asSender,
  type Origin,
  settleDeadSenders,
  type WaitingMessage,
  whatIsLeft,
} from '#interact/messages';
import type { MailLimits } from './api.ts';
import { runSender } from './run-sender.ts';
import { createSender } from './sender.ts';
import { realWait, type Wait } from './wait.ts';

export type DeliverNeeds = {
  readonly server: DatabaseServer;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: MailLimits;
  readonly wait?: Wait;
};

/** What happened to messages while they were being delivered; `requeued` will be tried again. */
export type DeliveryCounts = {
  handedOver: number;
  bounced: number;
  failed: number;
  requeued: number;
  unknown: number;
};

export type DeliverInput = Origin & {
  /** Cost of one message sent, a decimal; told to history. */
  readonly cost: string | null;
  /** Makes the mail of one message; when it throws, that message fails and the others go on. */
  readonly compose: (message: WaitingMessage) => MailMessage;
  /** Asked at least every quarter of a second: a pause or a cancellation stops the next claim. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly onProgress?: (counts: Readonly<DeliveryCounts>) => Promise<void>;
  /** Hears that the mail server is unreachable, and `undefined` when it is back. */
  readonly onTrouble?: (words: string | undefined) => Promise<void>;
};

export type Delivered = {
  readonly counts: DeliveryCounts;
  /** True when stopped by a pause, a cancellation or a shutdown. */
  readonly stopped: boolean;
  readonly left: { readonly due: number; readonly nextAt: Date | null; readonly claimed: number };
};

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
