import {
  fitPurchaseModel,
  type PurchaseFit,
  type PurchaseModelName,
  purchaseModels,
} from './fit-purchase-model.ts';
import { type DatedHistories, drawHistories, onClock } from './dated-histories.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';
import { fillMonths, monthOf, type Season, seasonClock, weekdayOf } from './season.ts';

/** Models a season is learnt with. */
export type SeasonModel = Exclude<PurchaseModelName, 'pareto-nbd'>;

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
 * How buying varies with the month and with closed days, learnt from dated histories with BG/NBD or, of regular buyers, BG/CNBD-k: the most likely months are
 * those whose events are what the customers then observed would have had, each at the rate and with the chance of still being one that their own
 * history tells (ln L falls by (s + phase)·P/(α + T) per unit of time observed, and s(1 − P)/(α + t_x) until the last purchase, s = r + kx). Of k events to a
 * purchase all but the last are hidden, and taken where they are expected: evenly over the gap, on the clock (EM, Dempster, Laird & Rubin 1977). Without
 * them a month that few had bought before, such as the first of a file, looks quiet, because nobody is due yet. Rounds of fit and months
 * until these stand still, each fit from where the last ended, on a fixed draw of at most 5 000 customers (closed days are told by all).
 * A season of one year is not told from growth. Refuses less than six months, and what the model refuses. `fitWith` fits, if not as usual.
 */
export function estimateSeason(
  everyone: DatedHistories,
  {
    model = 'bg-nbd',
    fitWith = fitPurchaseModel,
  }: { model?: SeasonModel; fitWith?: typeof fitPurchaseModel } = {},
): Season | Refusal {
  const { until } = everyone;
  const from = everyone.first.reduce((least, day) => Math.min(least, day), Infinity);
  const days = openDays(everyone, from);
  const dated = drawHistories(everyone, HEARD);
  const bought = countMonths(dated.repeatDays);
  let season: Season = { months: Array<number>(12).fill(1), unseen: [], until, ...days };
  let start: { start?: PurchaseFit['parameters'] } = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const histories = onClock(dated, seasonClock(season, from, until));
    const fit = fitWith({ model, histories, ...start });
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
  const { expected: exposure, hidden } = eventsByMonth({
    dated,
    histories: onClock(dated, clock),
    fit,
    clock,
    from,
  });
  const prior = PRIOR * purchaseModels[fit.model].regularity;
  const raw = exposure.map((expected, month) => {
    const weight = season.months[month] ?? 1;
    const events = (bought[month] ?? 0) + (hidden[month] ?? 0);
    return expected < prior ? null : (weight * (events + prior)) / (expected + prior * weight);
  });
  const unseen = [...raw.keys()].filter((month) => raw[month] === null);
  if (unseen.length > 12 - MONTHS) {
    const seen = 12 - unseen.length;
    return refuse('too-short', `Purchases of ${seen} months tell no season: it takes ${MONTHS}.`, { seen });
  }
  return { ...season, months: aroundOne(fillMonths(raw)), unseen };
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

/** The slope of a running total by day. */
function changes(from: number, until: number) {
  const change = new Float64Array(until - from + 2);
  return {
    add: (day: number, amount: number) => {
      change[day - from] = (change[day - from] ?? 0) + amount;
    },
    /** What the days of each month come to, of a day taken as long as the clock says. */
    byMonth: (clock: (day: number) => number): number[] => {
      const months = Array<number>(12).fill(0);
      let rate = 0;
      for (let day = from + 1; day <= until; day += 1) {
        rate += change[day - from] ?? 0;
        const month = monthOf(day);
        months[month] = (months[month] ?? 0) + (rate * (clock(day) - clock(day - 1))) / 7;
      }
      return months;
    },
  };
}

/** Events that each month would have seen at the weights in force, all customers together, and those hidden ones that the purchases imply. */
function eventsByMonth(input: {
  dated: DatedHistories;
  histories: PurchaseHistories;
  fit: PurchaseFit;
  clock: (day: number) => number;
  from: number;
}): { expected: number[]; hidden: number[] } {
  const { dated, histories, fit, clock, from } = input;
  const { first, last, until, repeatDays } = dated;
  const model = purchaseModels[fit.model];
  const { r = 0, alpha = 0 } = fit.parameters;
  const parameters = Float64Array.from(model.names, (name) => fit.parameters[name] ?? Number.NaN);
  const [expected, hidden] = [changes(from, until), changes(from, until)];
  const hide = (after: number, to: number, events: number) => {
    const rate = (7 * events) / (clock(to) - clock(after));
    if (!(rate < Infinity)) return;
    hidden.add(after + 1, rate);
    hidden.add(to + 1, -rate);
  };
  let at = 0;
  for (let row = 0; row < first.length; row += 1) {
    const [repeats = 0, lastAt = 0, observedFor = 0] = [
      histories.repeats[row],
      histories.lastAt[row],
      histories.observedFor[row],
    ];
    const history = { repeats, lastAt, observedFor };
    const alive = model.alive(parameters, history);
    const phase = model.phases?.(parameters, history).reduce((mean, weight, j) => mean + weight * j, 0) ?? 0;
    const shape = r + model.regularity * repeats;
    const whole = ((shape + phase) * alive) / (alpha + observedFor);
    const past = (shape * (1 - alive)) / (alpha + lastAt);
    const [start = 0, end = 0] = [first[row], last[row]];
    expected.add(start + 1, whole + past);
    expected.add(until + 1, -whole);
    expected.add(end + 1, -past);
    if (model.regularity === 1) continue;
    for (let day = start, stop = at + repeats; at < stop; at += 1) {
      hide(day, repeatDays[at] as number, model.regularity - 1);
      day = repeatDays[at] as number;
    }
    hide(end, until, alive * phase);
  }
  return { expected: expected.byMonth(clock), hidden: hidden.byMonth(clock) };
}
