import { describe, expect, test } from 'vitest';
import { civilDate, MINUTES_PER_DAY, weekday } from './calendar.ts';
import { createMarket } from './market.ts';
import { personAt } from './person.ts';
import { leftAt, purchasesOf } from './purchases.ts';
import { dayAtSeasonalWeeks, seasonalWeeks } from './season.ts';

const PEOPLE = 20_000;
const market = createMarket({ seed: 'purchases', people: PEOPLE, until: '2026-11-22' });
const { rateShape: r, rateRate: alpha, dropoutA: a, dropoutB: b } = market.parameters;

/** Standard errors between an average and what theory says, the spread taken from the values. */
function standardErrors(values: readonly number[], expected: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return (mean - expected) / Math.sqrt(variance / values.length);
}

describe('the purchase process is the BG/NBD it says it is', () => {
  const people = Array.from({ length: PEOPLE }, (_, index) => personAt(market, index));
  const rates = people.map((person) => person.process.ratePerWeek);
  const dropouts = people.map((person) => person.process.dropout);

  test('rates are gamma and dropouts beta: first two moments', () => {
    expect(Math.abs(standardErrors(rates, r / alpha))).toBeLessThan(4);
    const squares = rates.map((rate) => rate ** 2);
    expect(Math.abs(standardErrors(squares, (r * (r + 1)) / alpha ** 2))).toBeLessThan(4);
    expect(Math.abs(standardErrors(dropouts, a / (a + b)))).toBeLessThan(4);
    const dropoutSquares = dropouts.map((p) => p ** 2);
    expect(Math.abs(standardErrors(dropoutSquares, (a * (a + 1)) / ((a + b) * (a + b + 1))))).toBeLessThan(4);
  });

  const until = market.untilDay * MINUTES_PER_DAY;
  const exposure = people.map(
    ({ process }) =>
      seasonalWeeks(market.season, market.untilDay) - seasonalWeeks(market.season, process.enteredDay + 1),
  );

  test('repeat purchases: each person’s count against (1 − exp(−λpS)) / p', () => {
    const residuals = people.map((person, i) => {
      const { ratePerWeek, dropout } = person.process;
      let repeats = 0;
      for (const { number, moment } of purchasesOf(market, person))
        if (number > 0 && moment < until) repeats++;
      return repeats - (1 - Math.exp(-ratePerWeek * dropout * (exposure[i] ?? 0))) / dropout;
    });
    expect(Math.abs(standardErrors(residuals, 0))).toBeLessThan(4);
  });

  test('customers still there: each person’s state against exp(−λpS)', () => {
    const residuals = people.map((person, i) => {
      const { ratePerWeek, dropout } = person.process;
      const stays = leftAt(market, person, until) === undefined ? 1 : 0;
      return stays - Math.exp(-ratePerWeek * dropout * (exposure[i] ?? 0));
    });
    expect(Math.abs(standardErrors(residuals, 0))).toBeLessThan(4);
  });

  test('a prospect has no first purchase, everybody else has one on the day they came', () => {
    const expected = people.map(({ process }) => (process.prospect ? 'later' : `0 on ${process.enteredDay}`));
    const found = people.map((person) => {
      const first = purchasesOf(market, person).next().value;
      return first?.number === 0 ? `0 on ${Math.floor(first.moment / MINUTES_PER_DAY)}` : 'later';
    });
    expect(found).toEqual(expected);
    expect(people.filter(({ process }) => process.prospect).length).toBeGreaterThan(500);
  });
});

describe('the season', () => {
  test('keeps the calendar’s pace over a year and turns back exactly', () => {
    const { season } = market;
    const year = seasonalWeeks(season, market.fromDay + 365) - seasonalWeeks(season, market.fromDay);
    expect(Math.abs(year / (365 / 7) - 1)).toBeLessThan(0.01);
    for (let day = market.fromDay; day < market.untilDay; day++) {
      expect(dayAtSeasonalWeeks(season, seasonalWeeks(season, day + 0.5))).toBe(day);
    }
    expect(dayAtSeasonalWeeks(season, 1e9)).toBeUndefined();
  });

  test('repeat purchases fall on months and weekdays as the season says', () => {
    let december = 0;
    let august = 0;
    let saturdays = 0;
    let tuesdays = 0;
    for (let index = 0; index < PEOPLE; index++) {
      const person = personAt(market, index);
      // Steady buyers only: everybody else's purchases thin out as they leave.
      if (person.process.dropout > 0.05) continue;
      for (const { number, moment } of purchasesOf(market, person)) {
        const day = Math.floor(moment / MINUTES_PER_DAY);
        if (number === 0 || day >= market.untilDay) continue;
        const { year, month } = civilDate(day);
        if (year === 2025 && month === 12) december++;
        if (year === 2025 && month === 8) august++;
        if (weekday(day) === 5) saturdays++;
        if (weekday(day) === 1) tuesdays++;
      }
    }
    // 1.6 / 0.75, more people having joined by December; 1.6 / 0.9.
    expect(december / august).toBeGreaterThan(1.9);
    expect(december / august).toBeLessThan(3.4);
    const share = saturdays / (saturdays + tuesdays);
    const expected = 1.6 / 2.5;
    expect(Math.abs(share - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / (saturdays + tuesdays)),
    );
  });
});
