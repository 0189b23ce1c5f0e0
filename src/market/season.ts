import { civilDate, weekday } from './calendar.ts';

/** Sales by month, January first, against the mean: sales in January and July, the quiet of August, Christmas. */
const MONTHS = [1.15, 0.8, 0.9, 0.95, 1, 1.05, 1.05, 0.75, 1, 0.95, 1.15, 1.6];
/** Sales by weekday, Monday first. */
const WEEKDAYS = [0.85, 0.9, 1.05, 0.9, 1.1, 1.6, 0.6];

/**
 * Seasonal time: a clock that runs faster when people shop more, so that a Poisson process of constant rate on it is the
 * seasonal one on the calendar. Over a year it runs at the calendar's pace: its unit is the week.
 */
export interface Season {
  readonly firstDay: number;
  /** Seasonal weeks gone by at the start of each day from `firstDay`. */
  readonly weeksAtDay: Float64Array;
}

export function createSeason(firstDay: number, days: number): Season {
  const monthMean = MONTHS.reduce((sum, factor) => sum + factor, 0) / 12;
  const weekdayMean = WEEKDAYS.reduce((sum, factor) => sum + factor, 0) / 7;
  const weeksAtDay = new Float64Array(days + 1);
  for (let i = 0; i < days; i++) {
    const month = MONTHS[civilDate(firstDay + i).month - 1] ?? 1;
    const factor = (month / monthMean) * ((WEEKDAYS[weekday(firstDay + i)] ?? 1) / weekdayMean);
    weeksAtDay[i + 1] = (weeksAtDay[i] ?? 0) + factor / 7;
  }
  return { firstDay, weeksAtDay };
}

/** Seasonal weeks from the season's start to a day (fractions of days allowed); clamped to the season. */
export function seasonalWeeks(season: Season, day: number): number {
  const offset = Math.min(Math.max(day - season.firstDay, 0), season.weeksAtDay.length - 1);
  const whole = Math.floor(offset);
  const start = season.weeksAtDay[whole] ?? 0;
  const end = season.weeksAtDay[whole + 1] ?? start;
  return start + (end - start) * (offset - whole);
}

/** The day (a whole number) on which so many seasonal weeks have gone by, or undefined past the season's end. O(log days). */
export function dayAtSeasonalWeeks(season: Season, weeks: number): number | undefined {
  let low = 0;
  let high = season.weeksAtDay.length - 1;
  if (weeks >= (season.weeksAtDay[high] ?? 0)) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((season.weeksAtDay[middle] ?? 0) <= weeks) low = middle;
    else high = middle;
  }
  return season.firstDay + low;
}
