import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Log } from '#platform/logging';
import type { MailMessage, MailTransport } from '#platform/mail';
import type { Origin, WaitingMessage } from '#interact/messages';
import type { MailLimits } from './api.ts';
import type { Wait } from './wait.ts';

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
