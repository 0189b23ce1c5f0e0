import { utcDateTime } from './calendar.ts';
import type { MarketCampaign } from './campaign-window.ts';
import type { Market } from './market.ts';
import type { Order } from './orders.ts';
import { personAt, type Person } from './person.ts';
import { worldsOf, type Worlds } from './worlds.ts';

/** Somebody who was drawn into the campaign: contacted, or kept as control. Each person at most once. */
export interface Assignment {
  readonly person: number;
  readonly contacted: boolean;
  /** The address written to; one that is not the person's bounces and moves nobody. Left out: it arrives. */
  readonly email?: string;
  readonly voucherCode?: string;
}

export interface Reaction {
  readonly person: number;
  readonly contacted: boolean;
  /** False for a control person and for a mail to an address that is not theirs. */
  readonly delivered: boolean;
  /** Instants in UTC, `2026-11-22T09:00:00Z`. */
  readonly openedAt: string | undefined;
  readonly clickedAt: string | undefined;
  readonly unsubscribedAt: string | undefined;
  /** All orders and returns of the window, also those that would have come anyway. */
  readonly orders: readonly Order[];
}

/**
 * What everyone in a campaign does in its window: control people go on at their base rate, contacted people react too.
 * Yields one reaction an assignment, in their order; the same input gives the same reactions. O(1) memory.
 */
export function* simulateReactions(input: {
  market: Market;
  campaign: MarketCampaign;
  assigned: Iterable<Assignment>;
}): Generator<Reaction> {
  for (const assignment of input.assigned) {
    const person = personAt(input.market, assignment.person);
    const worlds = worldsOf(input.market, person, input.campaign, assignment.voucherCode);
    const delivered = isDelivered(person, assignment);
    yield {
      person: assignment.person,
      contacted: assignment.contacted,
      delivered,
      ...(delivered
        ? whatTheyDid(worlds)
        : { openedAt: undefined, clickedAt: undefined, unsubscribedAt: undefined }),
      orders: delivered ? worlds.contacted : worlds.without,
    };
  }
}

/** Whether a contact reaches its person. */
export function isDelivered(person: Person, { contacted, email }: Assignment): boolean {
  return contacted && (email === undefined || person.emails.includes(email.trim().toLowerCase()));
}

function whatTheyDid({ openedAt, clickedAt, unsubscribedAt }: Worlds) {
  const instant = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : utcDateTime(moment);
  return {
    openedAt: instant(openedAt),
    clickedAt: instant(clickedAt),
    unsubscribedAt: instant(unsubscribedAt),
  };
}
