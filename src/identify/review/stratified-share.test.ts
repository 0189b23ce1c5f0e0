import { expect, it } from 'vitest';
import { createStream, uniform } from '#analytics/random';
import { missingLooks, shareOfTotals, stratifiedTotal } from './stratified-share.ts';

it('is the plain share, with the interval of Wilson, in a single stratum', () => {
  const total = stratifiedTotal([{ all: 1000, seen: 50, counted: 45 }]);
  // Wilson for 45 of 50 at 95 %: 0.7864 to 0.9565.
  expect(total.value).toBeCloseTo(900, 9);
  expect(total.low).toBeCloseTo(786.4, 0);
  expect(total.high).toBeCloseTo(956.5, 0);
});

it('holds the truth about as often as it says, over strata of which the rare ones are looked at most', () => {
  const random = createStream(20261122);
  const strata = [
    { all: 8000, seen: 60, share: 0.99 },
    { all: 500, seen: 60, share: 0.8 },
    { all: 300, seen: 40, share: 0.4 },
  ];
  const truth = strata.reduce((sum, { all, share }) => sum + all * share, 0);
  let held = 0;
  const trials = 1000;
  for (let trial = 0; trial < trials; trial += 1) {
    const drawn = strata.map(({ all, seen, share }) => {
      let counted = 0;
      for (let look = 0; look < seen; look += 1) if (uniform(random) < share) counted += 1;
      return { all, seen, counted };
    });
    const { low, high } = stratifiedTotal(drawn);
    if (low <= truth && truth <= high) held += 1;
  }
  expect(held / trials).toBeGreaterThan(0.93);
});

it('is certain of what was looked at whole, and of nothing that was not looked at', () => {
  expect(stratifiedTotal([{ all: 4, seen: 4, counted: 3 }])).toEqual({ value: 3, low: 3, high: 3 });
  expect(stratifiedTotal([{ all: 10, seen: 0, counted: 0 }])).toEqual({ value: 5, low: 0, high: 10 });
  expect(
    missingLooks([
      { all: 4, seen: 4, counted: 3 },
      { all: 100, seen: 2, counted: 2 },
    ]),
  ).toBe(3);
  const share = shareOfTotals({ value: 90, low: 80, high: 95 }, { value: 10, low: 5, high: 20 });
  expect(share).toEqual({ value: 0.9, low: 0.8, high: 0.95 });
});
