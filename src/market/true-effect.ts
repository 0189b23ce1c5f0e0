import type { MarketCampaign } from './campaign-window.ts';
import type { Market } from './market.ts';
import type { Order } from './orders.ts';
import { personAt } from './person.ts';
import { isDelivered, type Assignment } from './simulate-reactions.ts';
import { worldsOf } from './worlds.ts';

/** What one world's window brought, over the contacted people; cents of euro excluding VAT. */
export interface WorldTotals {
  readonly responders: number;
  readonly orders: number;
  readonly netSalesCents: number;
  /** Net sales less the true cost of the goods, returns included. */
  readonly marginCents: number;
  /** The same, leaving out lines of products whose cost the product file does not tell. */
  readonly knownMarginCents: number;
}

/** The truth about a campaign: what contacting its contacted people did, from both worlds, not estimated. */
export interface TrueEffect {
  readonly contacted: number;
  readonly withContact: WorldTotals;
  readonly without: WorldTotals;
  /** Differences per contacted person; rates as shares, money in euros. */
  readonly responseRate: number;
  readonly ordersPerPerson: number;
  readonly netSalesPerPerson: number;
  readonly marginPerPerson: number;
  readonly knownMarginPerPerson: number;
}

/**
 * The true average effect on the contacted people of an assignment, from each one's two potential outcomes with common
 * random numbers: the effect that really took place (of this sample), so an estimate's error is its distance from it.
 * Undelivered contacts count with no effect. O(1) memory.
 */
export function trueEffect(input: {
  market: Market;
  campaign: MarketCampaign;
  assigned: Iterable<Assignment>;
}): TrueEffect {
  let contacted = 0;
  const withContact = emptyTotals();
  const without = emptyTotals();
  for (const assignment of input.assigned) {
    if (!assignment.contacted) continue;
    contacted++;
    const person = personAt(input.market, assignment.person);
    const worlds = worldsOf(input.market, person, input.campaign);
    addOutcome(without, worlds.without);
    addOutcome(withContact, isDelivered(person, assignment) ? worlds.contacted : worlds.without);
  }
  const perPerson = (total: keyof WorldTotals, unit: number): number =>
    contacted === 0 ? 0 : (withContact[total] - without[total]) / unit / contacted;
  return {
    contacted,
    withContact,
    without,
    responseRate: perPerson('responders', 1),
    ordersPerPerson: perPerson('orders', 1),
    netSalesPerPerson: perPerson('netSalesCents', 100),
    marginPerPerson: perPerson('marginCents', 100),
    knownMarginPerPerson: perPerson('knownMarginCents', 100),
  };
}

type Growing = { -readonly [Key in keyof WorldTotals]: number };

function emptyTotals(): Growing {
  return { responders: 0, orders: 0, netSalesCents: 0, marginCents: 0, knownMarginCents: 0 };
}

function addOutcome(totals: Growing, orders: readonly Order[]): void {
  const placed = orders.filter(({ returnOf }) => returnOf === undefined).length;
  totals.orders += placed;
  if (placed > 0) totals.responders++;
  for (const { lines } of orders) {
    for (const { product, quantity, amountCents } of lines) {
      const margin = amountCents - product.costCents * quantity;
      totals.netSalesCents += amountCents;
      totals.marginCents += margin;
      if (product.costPublished) totals.knownMarginCents += margin;
    }
  }
}
