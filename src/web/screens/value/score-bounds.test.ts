import { expect, it } from 'vitest';
import { boundsAbove, boundsBelow } from './score-bounds.ts';

const scoreOf = (bounds: ReturnType<typeof boundsAbove>, value: number) =>
  bounds.filter((one) => (one.from ?? value) <= value && value <= (one.to ?? value)).map((one) => one.score);

it('gives every number the score that counting the cuts passed gives, and leaves out a score nobody can get', () => {
  const orders = [1, 2, 2, 5];
  const frequency = boundsAbove(orders);
  expect(frequency.map((one) => one.score)).toEqual([1, 2, 4, 5]);
  const days = [400, 200, 90, 30];
  const recency = boundsBelow(days);
  expect(recency.map((one) => one.score)).toEqual([1, 2, 3, 4, 5]);
  for (let value = 0; value < 500; value += 1) {
    expect(scoreOf(frequency, value)).toEqual([1 + orders.filter((cut) => value > cut).length]);
    expect(scoreOf(recency, value)).toEqual([1 + days.filter((cut) => value <= cut).length]);
  }
});
