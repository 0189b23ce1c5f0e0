import { expect, it } from 'vitest';
import { beta, createStream, exponential, gamma, uniform } from '#analytics/random';
import { dayOf } from '#test/cdnow';
import { estimateSeason } from './estimate-season.ts';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { fitTransactions } from './fit-transactions.ts';
import { isRefusal } from './refusal.ts';
import { fillMonths, monthOf, seasonClock, weekdayOf } from './season.ts';
import { summariseTransactions } from './summarise-transactions.ts';

const truth = [0.8, 0.7, 0.9, 0.9, 1, 0.9, 0.8, 0.6, 1, 1.2, 1.5, 1.7];

/** A shop closed on Sundays whose customers come at rates that follow the months, each leaving after a purchase at their own chance, a sixth on average. */
function market(from: number, to: number, customers: number) {
  const random = createStream('season');
  const open = (day: number) => (weekdayOf(day) === 6 ? 0 : (truth[monthOf(day)] ?? 1));
  const lines: { customer: number; day: number }[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const rate = gamma(random, 1.2, 10) / 6;
    const leaving = beta(random, 0.8, 4);
    let day = from + Math.floor(uniform(random) * 270);
    while (open(day) === 0) day += 1;
    lines.push({ customer, day });
    for (let left = exponential(random, 1); day < to; ) {
      day += 1;
      left -= rate * open(day);
      if (left > 0 || day > to) continue;
      lines.push({ customer, day });
      if (uniform(random) < leaving) break;
      left = exponential(random, 1);
    }
  }
  return { customer: lines.map((one) => one.customer), day: lines.map((one) => one.day) };
}

const [from, until, to] = [dayOf('20240101'), dayOf('20250930'), dayOf('20251231')];
const transactions = market(from, to, 3000);

function datedOf(lines: typeof transactions) {
  const summary = summariseTransactions({ transactions: lines, until, unitDays: 1 });
  if (isRefusal(summary)) throw new Error(summary.message);
  const first = summary.observedFor.map((time) => until - time);
  const last = summary.lastAt.map((time, row) => (first[row] ?? 0) + time);
  return { ...summary, first, last };
}

it('finds the months and the closed days that a market was made with', () => {
  const season = estimateSeason(datedOf(transactions));
  if (isRefusal(season)) throw new Error(season.message);
  expect(season.weekdays).toEqual([1, 1, 1, 1, 1, 1, 0]);
  expect(season.closed.every((day) => weekdayOf(day) === 6)).toBe(true);
  expect(season.unseen).toEqual([]);
  for (const [month, weight] of season.months.entries())
    expect(Math.abs(weight / (truth[month] ?? 0) - 1), `month ${month + 1}`).toBeLessThan(0.15);
});

it('learns from a draw of the customers, each fit from where the last ended, however many there are', () => {
  const heard: number[] = [];
  const starts: unknown[] = [];
  const season = estimateSeason(datedOf(market(from, to, 14_000)), {
    fitWith: (input) => {
      heard.push(input.histories.repeats.length);
      starts.push(input.start);
      return fitPurchaseModel(input);
    },
  });
  if (isRefusal(season)) throw new Error(season.message);
  expect(Math.max(...heard)).toBeLessThanOrEqual(5000);
  expect(Math.min(...heard)).toBeGreaterThan(2500);
  expect(heard.length).toBeLessThanOrEqual(10);
  expect(starts.slice(1).every((start) => start !== undefined)).toBe(true);
  for (const [month, weight] of season.months.entries())
    expect(Math.abs(weight / (truth[month] ?? 0) - 1), `month ${month + 1}`).toBeLessThan(0.15);
});

/** Customers who buy at every second hidden event, from long before the file begins: those of its first month have just bought, and none is due. */
function steadyMarket(customers: number) {
  const random = createStream('steady');
  const open = (day: number) => (weekdayOf(day) === 6 ? 0 : (truth[monthOf(day)] ?? 1));
  const lines: { customer: number; day: number }[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const rate = gamma(random, 1.2, 10);
    let left = exponential(random, 1) + (uniform(random) < 0.5 ? exponential(random, 1) : 0);
    for (let day = from - 31; day <= until; day += 1) {
      left -= (rate * open(day)) / 3;
      if (left > 0) continue;
      lines.push({ customer, day });
      left = exponential(random, 1) + exponential(random, 1);
    }
  }
  return { customer: lines.map((one) => one.customer), day: lines.map((one) => one.day) };
}

it('does not take the first month of a file of regular buyers for a quiet one', () => {
  const start = dayOf('20241201');
  const { customer, day } = steadyMarket(4000);
  const kept = day.flatMap((one, line) => (one >= start ? [line] : []));
  const lines = {
    customer: kept.map((line) => customer[line] ?? 0),
    day: kept.map((line) => day[line] ?? 0),
  };
  const dated = datedOf(lines);
  const december = (model: 'bg-nbd' | 'bg-cnbd-2') => {
    const season = estimateSeason(dated, { model });
    if (isRefusal(season)) throw new Error(season.message);
    const seen = season.months.filter((_, month) => !season.unseen.includes(month));
    const known = truth.filter((_, month) => !season.unseen.includes(month));
    const mean = (values: readonly number[]) => values.reduce((all, value) => all + value, 0) / values.length;
    return (season.months[11] ?? 0) / mean(seen) / ((truth[11] ?? 0) / mean(known));
  };
  expect(Math.abs(december('bg-cnbd-2') - 1)).toBeLessThan(0.15);
  expect(december('bg-nbd')).toBeLessThan(0.85);
});

it('foretells an autumn it saw once before within 8 %, which the calendar alone misses by a quarter', () => {
  const share = (season: boolean) => {
    const fit = fitTransactions({ model: 'bg-nbd', transactions, until, unitDays: 7, season });
    if (isRefusal(fit)) throw new Error(fit.message);
    return (fit.expectedPurchases ?? 0) / (fit.actualPurchases ?? 1);
  };
  expect(Math.abs(share(true) - 1)).toBeLessThan(0.08);
  expect(share(false)).toBeLessThan(0.75);
});

it('foretells an autumn it never saw by an index given in any unit, which the months it saw miss', () => {
  const share = (season: true | readonly number[]) => {
    const fit = fitTransactions({
      ...{ model: 'bg-nbd', transactions, until: dayOf('20240930'), unitDays: 7, season },
      predict: 13,
    });
    if (isRefusal(fit)) throw new Error(fit.message);
    return (fit.expectedPurchases ?? 0) / (fit.actualPurchases ?? 1);
  };
  expect(Math.abs(share(truth.map((weight) => 250 * weight)) - 1)).toBeLessThan(0.1);
  expect(share(true)).toBeLessThan(0.85);
});

it.each([[[]], [truth.slice(1)], [truth.with(3, 0)], [truth.with(0, Number.NaN)]])(
  'refuses an index that is not twelve weights above 0: %j',
  (season) => {
    const fit = fitTransactions({ model: 'bg-nbd', transactions, until, season });
    expect(fit).toMatchObject({ refused: true, code: 'impossible-choice' });
  },
);

it('knows the month of a day, leap years too, and its weekday', () => {
  const days = ['19700101', '20000229', '20240229', '20240301', '21000228', '21000301', '20261231'];
  expect(days.map((text) => monthOf(dayOf(text)))).toEqual([0, 1, 1, 2, 1, 2, 11]);
  expect([dayOf('20261122'), dayOf('20261123')].map(weekdayOf)).toEqual([6, 0]);
});

it('a clock stands still on closed days and runs by the month; days to come are as open as their weekday', () => {
  const monday = dayOf('20260105');
  const season = {
    ...{ months: truth, unseen: [], weekdays: [1, 1, 1, 1, 1, 0.5, 0], closed: [monday + 1] },
    until: monday + 2,
  };
  const clock = seasonClock(season, monday, monday + 7);
  const times = Array.from({ length: 8 }, (_, step) => clock(monday + step));
  expect(times.map((time) => Math.round(time * 10) / 10)).toEqual([0, 0, 0.8, 1.6, 2.4, 2.8, 2.8, 3.6]);
});

it('a month nobody saw lies between its neighbours, round the year', () => {
  const weights = fillMonths([1, ...Array<null>(9).fill(null), 2, null]);
  expect(weights[11]).toBeCloseTo(1.5);
  expect(weights[5]).toBeCloseTo(1.5);
  expect(weights[9]).toBeCloseTo(1.9);
});

it('refuses in words to tell a season from four months', () => {
  const short = { customer: [1, 2, 3, 1, 2, 1], day: [10, 20, 30, 44, 66, 90].map((day) => from + day) };
  const fit = fitTransactions({ model: 'bg-nbd', transactions: short, unitDays: 7, season: true });
  expect(fit).toMatchObject({ refused: true });
  expect(isRefusal(fit) && fit.message).not.toMatch(/NaN|undefined/);
});
