import { fitPurchaseModel, type PurchaseFit } from './fit-purchase-model.ts';
import { predictPurchases } from './predict-purchases.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';
import { fillMonths, monthOf, type Season, seasonClock, weekdayOf } from './season.ts';

/** Histories by day number: first and last purchase of each customer, repeats (days), and the days of all those repeats, customer after customer. */
export type DatedHistories = {
  readonly repeats: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly until: number;
  readonly repeatDays: ArrayLike<number>;
};

/** Months needed: of fewer, hardly anything of a year is known. */
const MONTHS = 6;
/** What a month weighs towards 1 (in purchases): a month of few purchases is taken as the others. Also the least to have been seen by. */
const PRIOR = 20;
/** From this mean number of purchases a day on, a day without any is a day closed: it would come once in 150 days otherwise. */
const BUSY = 5;
const ROUNDS = 10;
/** Steps of months to a fit, which costs far more. */
const STEPS = 5;
const ENOUGH = 1e-3;
/** Customers a season is learnt from at most, evenly drawn from the list: their histories differ by the day, so none are grouped. */
const HEARD = 5000;

/**
 * How buying varies with the month and with closed days, learnt with BG/NBD from dated histories: the most likely months are those whose repeats are
 * what the customers then observed would have bought, each at the rate and with the chance of still being one that their own history tells
 * (ln L falls by (r + x)·P/(α + T) per unit of time observed, and (r + x)(1 − P)/(α + t_x) until the last purchase). Rounds of fit and months
 * until these stand still, each fit from where the last ended, on a fixed draw of at most 5 000 customers (closed days are told by all).
 * A season of one year is not told from growth. Refuses less than six months, and what BG/NBD refuses. `fitWith` fits, if not as usual.
 */
export function estimateSeason(everyone: DatedHistories, fitWith = fitPurchaseModel): Season | Refusal {
  const { until } = everyone;
  const from = everyone.first.reduce((least, day) => Math.min(least, day), Infinity);
  const days = openDays(everyone, from);
  const dated = draw(everyone);
  const bought = countMonths(dated.repeatDays);
  let season: Season = { months: Array<number>(12).fill(1), unseen: [], until, ...days };
  let start: { start?: PurchaseFit['parameters'] } = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const histories = onClock(dated, seasonClock(season, from, until));
    const fit = fitWith({ model: 'bg-nbd', histories, ...start });
    if ('refused' in fit) return fit;
    start = { start: fit.parameters };
    for (let step = 0; step < STEPS; step += 1) {
      const next = likelierSeason({ season, dated, fit, bought, from });
      if ('refused' in next) return next;
      const moved = largestChange(season.months, next.months);
      season = next;
      if (moved < ENOUGH) {
        if (step === 0) return season;
        break;
      }
    }
  }
  return season;
}

/**
 * The season of months known from elsewhere, such as an index of the trade or earlier years: how busy a day of each is, January first, in any unit.
 * Closed days are still told by the purchases. Refuses what are not twelve weights above 0.
 */
export function seasonOfIndex(dated: DatedHistories, months: readonly number[]): Season | Refusal {
  if (months.length !== 12 || !months.every((weight) => weight > 0 && weight < Infinity)) {
    const message = `A season wants twelve weights above 0, January first, got ${months.length ? months.join(', ') : 'none'}.`;
    return refuse('impossible-choice', message, { months });
  }
  const from = dated.first.reduce((least, day) => Math.min(least, day), Infinity);
  return { months: aroundOne(months), unseen: [], until: dated.until, ...openDays(dated, from) };
}

/** Every so-manieth customer, with their repeats, so that no more are left than a season needs. */
function draw({ repeats, first, last, until, repeatDays }: DatedHistories): DatedHistories {
  const step = Math.ceil(first.length / HEARD);
  if (step <= 1) return { repeats, first, last, until, repeatDays };
  const kept: number[] = [];
  let at = 0;
  for (let row = 0; row < first.length; row += 1) {
    const end = at + (repeats[row] ?? 0);
    if (row % step === 0) for (let i = at; i < end; i += 1) kept.push(repeatDays[i] as number);
    at = end;
  }
  const few = (column: Float64Array) => column.filter((_, row) => row % step === 0);
  return { repeats: few(repeats), first: few(first), last: few(last), until, repeatDays: kept };
}

const largestChange = (before: readonly number[], after: readonly number[]) =>
  Math.max(...after.map((weight, month) => Math.abs(weight - (before[month] ?? 1))));

/** The months that make the repeats most likely, by what the last months and a fit tell of who would have bought. */
function likelierSeason(input: {
  season: Season;
  dated: DatedHistories;
  fit: PurchaseFit;
  bought: readonly number[];
  from: number;
}): Season | Refusal {
  const { season, dated, fit, bought, from } = input;
  const clock = seasonClock(season, from, dated.until);
  const exposure = exposureOf({ dated, histories: onClock(dated, clock), fit, clock, from });
  if ('refused' in exposure) return exposure;
  const raw = exposure.map((expected, month) => {
    const weight = season.months[month] ?? 1;
    return expected < PRIOR ? null : (weight * ((bought[month] ?? 0) + PRIOR)) / (expected + PRIOR * weight);
  });
  const unseen = [...raw.keys()].filter((month) => raw[month] === null);
  if (unseen.length > 12 - MONTHS) {
    const seen = 12 - unseen.length;
    return refuse('too-short', `Purchases of ${seen} months tell no season: it takes ${MONTHS}.`, { seen });
  }
  return { ...season, months: aroundOne(fillMonths(raw)), unseen };
}

/** Histories in time as a clock tells it, in weeks of seven average open days. */
export function onClock(
  { repeats, first, last, until }: Omit<DatedHistories, 'repeatDays'>,
  clock: (day: number) => number,
): PurchaseHistories {
  const since = (day: number, row: number) => (clock(day) - clock(first[row] ?? 0)) / 7;
  return {
    repeats,
    lastAt: last.map((day, row) => Math.max(since(day, row), (repeats[row] ?? 0) > 0 ? 1e-3 : 0)),
    observedFor: first.map((_, row) => Math.max(since(until, row), (repeats[row] ?? 0) > 0 ? 1e-3 : 0)),
  };
}

function countMonths(days: ArrayLike<number>): number[] {
  const counts = Array<number>(12).fill(0);
  for (let i = 0; i < days.length; i += 1) {
    const month = monthOf(days[i] as number);
    counts[month] = (counts[month] ?? 0) + 1;
  }
  return counts;
}

const aroundOne = (weights: readonly number[]) => {
  const mean = weights.reduce((all, weight) => all + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
};

/** Which days are closed; none where so little is bought that an empty day says nothing. */
function openDays({ first, until, repeatDays }: DatedHistories, from: number) {
  const bought = new Set<number>([...first, ...Array.from(repeatDays)]);
  const closed: number[] = [];
  const isBusy = (first.length + repeatDays.length) / (until - from + 1) >= BUSY;
  const counted = Array<number>(7).fill(0);
  const shut = Array<number>(7).fill(0);
  for (let day = from; day <= until; day += 1) {
    const weekday = weekdayOf(day);
    counted[weekday] = (counted[weekday] ?? 0) + 1;
    if (!isBusy || bought.has(day)) continue;
    closed.push(day);
    shut[weekday] = (shut[weekday] ?? 0) + 1;
  }
  return { closed, weekdays: shut.map((times, weekday) => 1 - times / Math.max(1, counted[weekday] ?? 0)) };
}

/** Repeats that each month would have seen at the weights in force, all customers together. */
function exposureOf(input: {
  dated: DatedHistories;
  histories: PurchaseHistories;
  fit: PurchaseFit;
  clock: (day: number) => number;
  from: number;
}): number[] | Refusal {
  const { dated, histories, fit, clock, from } = input;
  const { first, last, until } = dated;
  const forecast = predictPurchases({ fit, histories, ahead: 0 });
  if ('refused' in forecast) return forecast;
  const { r = 0, alpha = 0 } = fit.parameters;
  const change = new Float64Array(until - from + 2);
  const add = (day: number, amount: number) => {
    change[day - from] = (change[day - from] ?? 0) + amount;
  };
  for (let row = 0; row < first.length; row += 1) {
    const x = histories.repeats[row] ?? 0;
    const alive = forecast.alive[row] ?? 1;
    const whole = ((r + x) * alive) / (alpha + (histories.observedFor[row] ?? 0));
    const past = ((r + x) * (1 - alive)) / (alpha + (histories.lastAt[row] ?? 0));
    add((first[row] ?? 0) + 1, whole + past);
    add(until + 1, -whole);
    add((last[row] ?? 0) + 1, -past);
  }
  const months = Array<number>(12).fill(0);
  let rate = 0;
  for (let day = from + 1; day <= until; day += 1) {
    rate += change[day - from] ?? 0;
    const month = monthOf(day);
    months[month] = (months[month] ?? 0) + (rate * (clock(day) - clock(day - 1))) / 7;
  }
  return months;
}
