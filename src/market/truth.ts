import { MINUTES_PER_DAY } from './calendar.ts';
import type { Market } from './market.ts';
import { personAt } from './person.ts';
import { leftAt } from './purchases.ts';
import { dossierOf, type SourceRecord } from './records.ts';
import { seasonalWeeks } from './season.ts';

/** What is kept aside about one person: what every later estimate is judged by. */
export interface PersonTruth {
  readonly person: number;
  /** The first person of the household names it. */
  readonly household: number;
  /** Every record that is this person. */
  readonly records: readonly SourceRecord[];
  readonly ratePerWeek: number;
  readonly dropout: number;
  readonly enteredDay: number;
  readonly prospect: boolean;
  /** Purchases after the first, before `until` (a prospect has no first). */
  readonly repeatPurchases: number;
  /** Paris moment of the last purchase ever, or undefined for a customer still alive at `until`. */
  readonly leftAt: number | undefined;
  /** Expected purchases in the year after `until`, given the truth: (1 − exp(−λpS)) / p while a customer, else 0. */
  readonly expectedPurchasesNextYear: number;
  readonly openProbability: number;
  readonly extraProbability: number;
  readonly sleepingDog: boolean;
}

/** The truth about one person. */
export function personTruth(market: Market, index: number): PersonTruth {
  const person = personAt(market, index);
  const dossier = dossierOf(market, person, market.untilDay * MINUTES_PER_DAY);
  const { ratePerWeek, dropout, enteredDay, prospect } = person.process;
  const left = leftAt(market, person, market.untilDay * MINUTES_PER_DAY);
  const { season, untilDay } = market;
  const year = seasonalWeeks(season, untilDay + 365) - seasonalWeeks(season, untilDay);
  return {
    person: index,
    household: person.household.index,
    records: dossier.records,
    ratePerWeek,
    dropout,
    enteredDay,
    prospect,
    repeatPurchases: dossier.purchases.filter(({ number }) => number > 0).length,
    leftAt: left,
    expectedPurchasesNextYear:
      left === undefined ? (1 - Math.exp(-ratePerWeek * dropout * year)) / dropout : 0,
    ...person.response,
  };
}

/** The truth about everyone, one at a time. */
export function* truths(market: Market): Generator<PersonTruth> {
  for (let index = 0; index < market.people; index++) yield personTruth(market, index);
}
