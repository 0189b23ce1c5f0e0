import {
  type DatedHistories,
  estimateSeason,
  isRefusal,
  onClock,
  seasonOfIndex,
  type PurchaseHistories,
  type Season,
  type SeasonModel,
  seasonClock,
} from '#analytics/value';

/** Histories and a horizon in one time: weeks of the calendar, or of seven average open days on the clock of a season. */
export type Timed = {
  readonly season: Season | null;
  readonly histories: PurchaseHistories;
  readonly ahead: number;
};

const week = 7;

const inWeeks = ({ repeats, lastAt, observedFor }: PurchaseHistories): PurchaseHistories => ({
  repeats,
  lastAt: lastAt.map((days) => days / week),
  observedFor: observedFor.map((days) => days / week),
});

const datesOf = (histories: PurchaseHistories, until: number) => {
  const first = histories.observedFor.map((days) => until - days);
  const last = histories.lastAt.map((days, row) => (first[row] ?? 0) + days);
  return { repeats: histories.repeats, first, last, until };
};

/** Customers' purchase days (days since 1970, the first one first) up to a day, of those who had bought by then. */
export function datedUntil(purchaseDays: readonly (readonly number[])[], until: number): DatedHistories {
  const known = purchaseDays.flatMap((days) => {
    const seen = days.filter((day) => day <= until);
    return seen.length === 0 ? [] : [seen];
  });
  return {
    repeats: Float64Array.from(known, (days) => days.length - 1),
    first: Float64Array.from(known, (days) => days[0] ?? 0),
    last: Float64Array.from(known, (days) => days.at(-1) ?? 0),
    until,
    repeatDays: known.flatMap((days) => days.slice(1)),
  };
}

/**
 * The season that dated purchases tell under a model of repeat buying; null where they are too few, or too short a time, to
 * tell one. With `index`, its months are those, and the days tell only which are closed.
 */
export function seasonOf(
  dated: DatedHistories,
  { index, model }: { index: readonly number[] | null; model: SeasonModel },
): Season | null {
  const season = index === null ? estimateSeason(dated, { model }) : seasonOfIndex(dated, index);
  return isRefusal(season) ? null : season;
}

/**
 * Histories in days up to day `until`, and a horizon in days after it, in the time that a model runs on. Where they are some of many, `longest` of them
 * all lets the clock begin where it does for all.
 */
export function timed(
  histories: PurchaseHistories,
  input: { until: number; daysAhead: number; season: Season | null; longest?: number },
): Timed {
  const { until, daysAhead, season } = input;
  if (season === null) return { season, histories: inWeeks(histories), ahead: daysAhead / week };
  const longest = input.longest ?? histories.observedFor.reduce((most, days) => Math.max(most, days), 0);
  const clock = seasonClock(season, until - longest, until + daysAhead);
  const ahead = (clock(until + daysAhead) - clock(until)) / week;
  return { season, histories: onClock(datesOf(histories, until), clock), ahead };
}
