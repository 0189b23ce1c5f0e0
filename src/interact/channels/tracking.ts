import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Events } from '#platform/events';
import type { CompiledEmail, Fields } from './compile-email.ts';
import type { LinkSigning } from './compose-email.ts';

/** What a message was sent with, found by its origin: a campaign gives it, a journey's step will. */
export type SentContent = { readonly email: CompiledEmail; readonly purpose: string; readonly brand: string };

/** A trial message: its links work, and change nothing. */
export type TrialMessage = {
  readonly origin: string;
  readonly step: string;
  readonly fields: Fields;
  readonly couponCode: string | null;
};

/** What following what readers do takes. */
export type TrackingNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Events;
  readonly signing: LinkSigning;
  contentOf(origin: string, step: string): Promise<SentContent | undefined>;
  trialOf(messageId: string): Promise<TrialMessage | undefined>;
};
