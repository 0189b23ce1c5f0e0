import type { PermissionRules } from '#identify/consent';
import type { Reason } from './reason.ts';

/** What is known of one customer when the gate decides: loaded in batches, never guessed. */
export type ContactFacts = {
  readonly customerId: number;
  /** The person whose address it is: facts of the contact are written to them, so that un-merging keeps them right. */
  readonly personId: number;
  readonly address: string | null;
  /** Another customer already planned at this address in the same step (one household, one letterbox). */
  readonly addressTakenBy: number | null;
  readonly suppression: { readonly reason: string; readonly addedAt: string } | null;
  /** The strictest consent that applies: a withdrawal of the brand or of the purpose wins over any grant. */
  readonly consent: {
    readonly status: 'granted' | 'withdrawn';
    readonly key: string;
    readonly at: string;
    readonly source: string;
  } | null;
  /** The latest list of opposition that has her address. */
  readonly opposed: { readonly list: string; readonly obtainedOn: string } | null;
  /** The day she last bought, where buying may stand for a permission; null: never, or not asked. */
  readonly lastOrderOn: string | null;
  /** Messages sent or about to be, on this channel, in the window of the pressure rule. */
  readonly sentInWindow: number;
};

/** What the gate asks of everybody. Shares are in [0, 1); a salt never changes once used, or people would change sides. */
export type GateRules = {
  readonly pressure: { readonly messagesMax: number; readonly windowDays: number } | null;
  readonly globalHoldout: { readonly share: number; readonly salt: string };
  readonly campaignHoldout: { readonly share: number; readonly salt: string } | null;
  /** What may be done without a word of hers, for the use and on the day this is about. */
  readonly permission?: {
    readonly rules: PermissionRules;
    readonly use: { readonly channel: string; readonly purpose: string; readonly brand: string };
    /** YYYY-MM-DD. */
    readonly on: string;
  };
};

/**
 * The gate's answer, stored with the message. `reasons` holds everything that closes it, in order: the first is *the* reason.
 * `arm`: treated (contacted), control (would have been, and is not, so as to measure), none (could not be contacted).
 */
export type Decision = {
  readonly verdict: 'send' | 'skip';
  readonly arm: 'treated' | 'control' | 'none';
  readonly reasons: readonly Reason[];
  /** What an open gate rested on. */
  readonly basis: {
    readonly consent: { readonly key: string; readonly at: string; readonly source: string } | null;
    readonly sentInWindow: number;
    /** She buys here and did not object: what stands for a consent. */
    readonly ownCustomer?: { readonly lastOrderOn: string; readonly months: number };
  };
};
