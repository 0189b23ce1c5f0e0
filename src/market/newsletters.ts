import { chance, exponential, integer, namedStream } from '#analytics/random';
import { civilDate, dayOf, MINUTES_PER_DAY, weekday } from './calendar.ts';
import type { Market } from './market.ts';
import type { Person } from './person.ts';
import type { SourceRecord } from './records.ts';

/** What became of one past newsletter to one web account. Moments; undefined for what did not happen. */
export interface Contact {
  readonly campaign: string;
  readonly sentAt: number;
  readonly openedAt: number | undefined;
  readonly clickedAt: number | undefined;
  readonly unsubscribedAt: number | undefined;
}

/** The newsletters of the last six months: first Tuesday of the month, 10:00. */
export function newsletterDates(market: Market): Array<{ campaign: string; sentAt: number }> {
  const { year, month } = civilDate(market.untilDay);
  const dates = [];
  for (let back = 6; back >= 0; back--) {
    const first = dayOf(year, month - back, 1);
    const day = first + ((8 - weekday(first)) % 7);
    if (day < market.fromDay || day >= market.untilDay) continue;
    const date = civilDate(day);
    dates.push({
      campaign: `newsletter-${date.year}-${String(date.month).padStart(2, '0')}`,
      sentAt: day * MINUTES_PER_DAY + 600,
    });
  }
  return dates;
}

/**
 * The newsletters an account with consent from `consentDay` got, ending with the one it unsubscribed from, if any. They
 * carry no offer and move nobody to buy; people who open are not the same as people who do not, which is the trap in them.
 */
export function contactsOf(market: Market, person: Person, record: SourceRecord): Contact[] {
  const contacts: Contact[] = [];
  for (const { campaign, sentAt } of newsletterDates(market)) {
    if (sentAt <= (record.createdDay + 1) * MINUTES_PER_DAY) continue;
    const random = namedStream(person.random, `${campaign} ${record.slot}`);
    const opens = chance(random, person.response.openProbability);
    const openedAt = sentAt + 1 + Math.floor(exponential(random, 1 / 540));
    const clicks = chance(random, 0.05 + 0.3 * person.response.extraProbability);
    const clickedAt = openedAt + integer(random, 1, 4);
    const leaves = chance(random, person.response.sleepingDog ? 0.08 : 0.006);
    const unsubscribedAt = openedAt + integer(random, 1, 3);
    const seen = opens && unsubscribedAt + 4 < market.untilDay * MINUTES_PER_DAY;
    contacts.push({
      campaign,
      sentAt,
      openedAt: seen ? openedAt : undefined,
      clickedAt: seen && clicks && !leaves ? clickedAt : undefined,
      unsubscribedAt: seen && leaves ? unsubscribedAt : undefined,
    });
    if (seen && leaves) break;
  }
  return contacts;
}
