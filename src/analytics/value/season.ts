/**
 * How busy the months are and which days nobody buys on: what turns days into the time that a model of buying at random runs on.
 * `months` are weights from January on, 1 a mean month; `weekdays` the share of Mondays … Sundays that are open; `closed` whole day numbers
 * (days since 1970) within those observed.
 */
export type Season = {
  readonly months: readonly number[];
  /** Months nothing was seen of, 0 for January: their weight lies between those of their neighbours. */
  readonly unseen: readonly number[];
  readonly weekdays: readonly number[];
  readonly closed: readonly number[];
  /** The last day observed; later ones are as open as their weekday. */
  readonly until: number;
};

/** The month of a day number, 0 for January: years counted from March, in eras of 400 years (Hinnant 2014, civil_from_days). */
export function monthOf(day: number): number {
  const ofEra = (((day + 719_468) % 146_097) + 146_097) % 146_097;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const year = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const sinceMarch = Math.floor((5 * ofYear + 2) / 153);
  return (sinceMarch + 2) % 12;
}

/** The weekday of a day number, 0 for Monday (day 0, 1 January 1970, was a Thursday). */
export const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

/**
 * A clock that runs fast in busy months and stands still on closed days: answers the time from day `from` to the end of a later day, up to `to`, in
 * average open days. A Poisson process of a rate that varies so is one of a steady rate on this clock, so every model of repeat buying holds on it;
 * leaving runs on it too.
 */
export function seasonClock(season: Season, from: number, to: number): (day: number) => number {
  const closed = new Set(season.closed);
  const times = new Float64Array(Math.max(1, to - from + 1));
  for (let step = 1; step < times.length; step += 1) {
    const day = from + step;
    const open = day > season.until ? (season.weekdays[weekdayOf(day)] ?? 1) : closed.has(day) ? 0 : 1;
    times[step] = (times[step - 1] ?? 0) + open * (season.months[monthOf(day)] ?? 1);
  }
  return (day) => times[day - from] ?? Number.NaN;
}

/** Weights of months nothing is known of, on the straight line round the year between the nearest known before and after. */
export function fillMonths(weights: readonly (number | null)[]): number[] {
  const at = (month: number) => weights[(month + 24) % 12] ?? null;
  return weights.map((weight, month) => {
    if (weight !== null) return weight;
    let [before, after] = [1, 1];
    while (before < 12 && at(month - before) === null) before += 1;
    while (after < 12 && at(month + after) === null) after += 1;
    const [low, high] = [at(month - before) ?? 1, at(month + after) ?? 1];
    return low + ((high - low) * before) / (before + after);
  });
}
