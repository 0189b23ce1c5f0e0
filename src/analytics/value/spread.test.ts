import { describe, expect, it } from 'vitest';
import { classifyByShare } from './classify-by-share.ts';
import { concentration } from './concentration.ts';
import { decileTable } from './decile-table.ts';
import { fratCells } from './frat-cells.ts';
import { rankMoves } from './rank-moves.ts';
import { isRefusal } from './refusal.ts';
import { scoreRanks } from './score-ranks.ts';

function answer<T>(outcome: T): Exclude<T, { refused: true }> {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}
const code = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'answered');

describe('concentration', () => {
  it('Gini by its definition: mean absolute difference over twice the mean', () => {
    const values = Float64Array.from({ length: 57 }, (_, i) => ((i * 29) % 57) ** 2 + 1);
    let differences = 0;
    for (const one of values) for (const two of values) differences += Math.abs(one - two);
    const mean = values.reduce((sum, value) => sum + value, 0) / 57;
    expect(answer(concentration(values)).gini).toBeCloseTo(differences / (57 * 57) / (2 * mean), 12);
  });

  it('equality is 0, one who has all is 1 − 1/n; the curve runs from 0 to 1', () => {
    expect(answer(concentration(new Float64Array(10).fill(4))).gini).toBeCloseTo(0, 12);
    const one = answer(concentration(Float64Array.of(0, 0, 0, 8), 4));
    expect(one.gini).toBeCloseTo(0.75, 12);
    expect([...one.customers]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect([...one.value]).toEqual([0, 0, 0, 0, 1]);
  });

  it('refuses what has no shares', () => {
    expect(code(concentration(new Float64Array()))).toBe('nothing-to-share');
    expect(code(concentration(Float64Array.of(3, -5)))).toBe('nothing-to-share');
    expect(code(concentration(Float64Array.of(3, Number.NaN)))).toBe('not-a-number');
  });
});

it('ABC: A brings the first 65 %, those below zero are last, ties stay together', () => {
  const values = Float64Array.of(10, 60, -5, 20, 10, 5);
  const { classOf, classes } = answer(classifyByShare({ values, bounds: [0.65, 0.9] }));
  expect([...classOf]).toEqual([1, 0, 2, 0, 1, 2]);
  expect(classes.map((one) => [one.customers, one.value, one.valueShare])).toEqual([
    [2, 80, 0.8],
    [2, 20, 0.2],
    [2, 0, 0],
  ]);
  expect(code(classifyByShare({ values, bounds: [0.9, 0.65] }))).toBe('impossible-choice');
});

it('deciles: equal numbers, shares that add up, the other column averaged in each', () => {
  const values = Float64Array.from({ length: 25 }, (_, i) => (i * 7) % 25);
  const table = answer(decileTable({ values, others: [values.map((value) => 2 * value)], parts: 5 }));
  expect(table.map((part) => [part.customers, part.highest, part.lowest])).toEqual([
    [5, 24, 20],
    [5, 19, 15],
    [5, 14, 10],
    [5, 9, 5],
    [5, 4, 0],
  ]);
  expect(table[0]?.means).toEqual([44]);
  expect(table[4]?.cumulativeShare).toBeCloseTo(1, 12);
  expect(code(decileTable({ values: values.slice(0, 3), parts: 5 }))).toBe('too-few-customers');
});

describe('RFM and FRAT', () => {
  it('scores: equal values together, recency the other way, bounds reached by their own value', () => {
    const frequency = Float64Array.of(1, 1, 1, 1, 1, 1, 2, 3, 4, 9);
    expect([...answer(scoreRanks(frequency, { by: 'quantiles', scores: 5, best: 'high' }))]).toEqual([
      1, 1, 1, 1, 1, 1, 4, 4, 5, 5,
    ]);
    const days = Float64Array.of(3, 30, 90, 91);
    expect([...answer(scoreRanks(days, { by: 'bounds', bounds: [30, 90], best: 'low' }))]).toEqual([
      3, 3, 2, 1,
    ]);
    expect([...answer(scoreRanks(days, { by: 'bounds', bounds: [30, 90], best: 'high' }))]).toEqual([
      1, 2, 3, 3,
    ]);
  });

  it('cells: each customer in one, best first, response with its interval, what pays', () => {
    const size = 400;
    const column = (f: (i: number) => number) => Float64Array.from({ length: size }, (_, i) => f(i));
    const { cells, cellOf } = answer(
      fratCells({
        customers: {
          recencyDays: column((i) => (i % 2 ? 5 : 300)),
          frequency: column((i) => 1 + (i % 2)),
          amount: column(() => 20),
          type: column((i) => (i % 4 < 2 ? 7 : 8)),
        },
        responded: Uint8Array.from({ length: size }, (_, i) => (i % 2 === 1 && i % 5 === 0 ? 1 : 0)),
        breakEven: 0.05,
      }),
    );
    expect(
      cells.map((cell) => [cell.type, cell.customers, cell.response?.rate, cell.response?.pays]),
    ).toEqual([
      [7, 100, 0.2, true],
      [8, 100, 0.2, true],
      [7, 100, 0, false],
      [8, 100, 0, false],
    ]);
    expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(size);
    expect(cells.reduce((sum, cell) => sum + cell.spent, 0)).toBe(8000);
    expect([cellOf[1], cellOf[3], cellOf[0], cellOf[2]]).toEqual([0, 1, 2, 3]);
  });
});

it('rank moves: counts and money between two dates', () => {
  const moves = answer(
    rankMoves({ before: [0, 0, 1, 2], after: [0, 1, 1, 0], ranks: 3, change: [5, -3, 1, 40] }),
  );
  expect(moves.customers).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  expect(moves.value).toEqual([
    [5, -3, 0],
    [0, 1, 0],
    [40, 0, 0],
  ]);
  expect(code(rankMoves({ before: [0], after: [3], ranks: 3 }))).toBe('impossible-choice');
});
