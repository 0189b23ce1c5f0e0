import { chance, exponential, integer, namedStream, uniform, type RandomStream } from '#analytics/random';
import { MINUTES_PER_DAY, weekday } from './calendar.ts';
import type { Market, Source } from './market.ts';
import type { Person } from './person.ts';
import { dayAtSeasonalWeeks, seasonalWeeks } from './season.ts';

/** That a person buys, and when and through which source; what they buy is drawn by `drawBasket`. */
export interface Purchase {
  /** 0 for the first purchase (or a prospect's none), then 1, 2, … */
  readonly number: number;
  readonly source: Source;
  readonly moment: number;
  /** True for the purchase after which the person never comes back. */
  readonly leaves: boolean;
  /** Whether it is made under the person's later record in the source, if there is one by then. */
  readonly usesLaterRecord: boolean;
}

/**
 * A person's purchases in order of day until they drop out or the season ends, as BG/NBD (Fader, Hardie, Lee 2005) on
 * seasonal time: exponential waits of the person's rate, and after each repeat purchase they leave with their dropout
 * probability. Draws are consumed one purchase at a time: stopping early never changes the earlier ones.
 */
export function* purchasesOf(market: Market, person: Person): Generator<Purchase> {
  const { ratePerWeek, dropout, enteredDay, prospect } = person.process;
  const random = namedStream(person.random, 'purchases');
  let weeks = seasonalWeeks(market.season, enteredDay + 1);
  if (!prospect) yield placePurchase(person, 0, enteredDay, false);
  for (let number = 1; ; number++) {
    weeks += exponential(random, ratePerWeek);
    const day = dayAtSeasonalWeeks(market.season, weeks);
    if (day === undefined) return;
    const leaves = chance(random, dropout);
    yield placePurchase(person, number, day, leaves);
    if (leaves) return;
  }
}

/** The moment of the purchase a person left after, when it is before the one asked about; undefined for a customer. */
export function leftAt(market: Market, person: Person, before: number): number | undefined {
  for (const { moment, leaves } of purchasesOf(market, person)) {
    if (moment >= before) return undefined;
    if (leaves) return moment;
  }
  return undefined;
}

/** Chooses the source and a minute in its opening hours: shops are shut on Sunday, the phone at the week-end. */
function placePurchase(person: Person, number: number, day: number, leaves: boolean): Purchase {
  const random = namedStream(person.random, `place ${number}`);
  const source = drawSource(random, person, weekday(day));
  const moment = day * MINUTES_PER_DAY + minuteFor(random, source);
  return { number, source, moment, leaves, usesLaterRecord: chance(random, 0.8) };
}

function drawSource(random: RandomStream, person: Person, dayOfWeek: number): Source {
  const { webShare, phoneShare } = person.traits;
  const u = uniform(random);
  const wanted = u < webShare ? 'web' : u < webShare + phoneShare ? 'phone' : 'shop';
  const open = wanted === 'web' || dayOfWeek < 5 || (wanted === 'shop' && dayOfWeek === 5);
  return open ? wanted : 'web';
}

/** Minutes after midnight: shops 10:00–19:00, phone 09:00–18:00, web all day with an evening peak. */
export function minuteFor(random: RandomStream, source: Source): number {
  if (source === 'shop') return integer(random, 600, 1139);
  if (source === 'phone') return integer(random, 540, 1079);
  return chance(random, 0.45) ? integer(random, 1140, 1379) : integer(random, 420, 1379);
}
