import { MINUTES_PER_DAY } from './calendar.ts';
import { campaignWindow, type MarketCampaign } from './campaign-window.ts';
import type { Market } from './market.ts';
import type { Person } from './person.ts';
import { leftAt } from './purchases.ts';
import { seasonalWeeks } from './season.ts';

/** What contacting one person is expected to do, from the model's own equations. */
export interface ExpectedUplift {
  /** P(at least one order in the window) without and with the contact, and their difference. */
  readonly responseWithout: number;
  readonly responseWith: number;
  readonly responseUplift: number;
  /** Expected extra orders (negative for the irritated). */
  readonly ordersUplift: number;
}

/**
 * How much a voucher counts: 1 at 10 %, `reminderShare` at none, growing as the power 0.7 of the discount.
 * f(d) = s + (1 − s) · (d / 10)^0.7
 */
export function voucherFactor(market: Market, discountPercent: number): number {
  const { reminderShare } = market.parameters.response;
  return reminderShare + (1 - reminderShare) * (discountPercent / 10) ** 0.7;
}

/** P(extra order | opened) for this person, discount and state. */
export function extraOrderProbability(
  market: Market,
  person: Person,
  discountPercent: number,
  isCustomer: boolean,
): number {
  const state = isCustomer ? 1 : market.parameters.response.dropoutFactor;
  return Math.min(person.response.extraProbability * voucherFactor(market, discountPercent) * state, 0.95);
}

/**
 * The individual uplift of a delivered contact, given whether the person is still a customer when it is sent. With rate λ,
 * dropout p, S seasonal weeks in the window: P₀ = 1 − exp(−λS) and E[N] = (1 − exp(−λpS)) / p while a customer, else 0;
 * uplift = open · extra · (1 − P₀), or −cancel · P₀ for a sleeping dog.
 */
export function expectedUplift(market: Market, person: Person, campaign: MarketCampaign): ExpectedUplift {
  const { from, before } = campaignWindow(market, campaign);
  const isCustomer = leftAt(market, person, from) === undefined;
  const { ratePerWeek, dropout } = person.process;
  const weeks = isCustomer ? seasonalWeeksBetween(market, from, before) : 0;
  const responseWithout = 1 - Math.exp(-ratePerWeek * weeks);
  const baseOrders = (1 - Math.exp(-ratePerWeek * dropout * weeks)) / dropout;
  const { openProbability, sleepingDog } = person.response;
  const gain = openProbability * extraOrderProbability(market, person, campaign.discountPercent, isCustomer);
  const loss = sleepingDog ? market.parameters.response.cancelProbability : 0;
  const responseUplift = gain * (1 - responseWithout) - loss * responseWithout;
  return {
    responseWithout,
    responseWith: responseWithout + responseUplift,
    responseUplift,
    ordersUplift: gain - loss * baseOrders,
  };
}

function seasonalWeeksBetween(market: Market, from: number, before: number): number {
  return (
    seasonalWeeks(market.season, before / MINUTES_PER_DAY) -
    seasonalWeeks(market.season, from / MINUTES_PER_DAY)
  );
}
