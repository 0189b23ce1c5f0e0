import { namedStream, uniform } from '#analytics/random';
import { MINUTES_PER_DAY } from './calendar.ts';
import type { Market } from './market.ts';
import { drawOrder, inWindow, returnsOf, type Order } from './orders.ts';
import { personAt } from './person.ts';
import { minuteFor } from './purchases.ts';
import { dayAtSeasonalWeeks, seasonalWeeks } from './season.ts';

/** How many till tickets are bought without a card. */
export function walkInCount(market: Market): number {
  return Math.round(market.people * market.parameters.anonymousTicketsPerPerson);
}

/** One anonymous till ticket and its returns: the taste of some person of the market, on a day of the season, no record. */
export function walkInOrders(market: Market, index: number): Order[] {
  const random = namedStream(market.root, `walk-in ${index}`);
  const weeks = seasonalWeeks(market.season, market.untilDay) * uniform(random);
  const day = dayAtSeasonalWeeks(market.season, weeks) ?? market.fromDay;
  const taste = personAt(market, Math.floor(uniform(random) * market.people));
  const someone = { ...taste, random };
  const moment = day * MINUTES_PER_DAY + minuteFor(random, 'shop');
  const drawn = drawOrder(market, someone, { name: 'walk-in', source: 'shop', moment, record: undefined });
  const order = { ...drawn, id: `T9${String(index).padStart(9, '0')}` };
  const until = market.untilDay * MINUTES_PER_DAY;
  return inWindow([order, ...returnsOf(someone, order)], market.fromDay * MINUTES_PER_DAY, until);
}
