import { expect, it } from 'vitest';
import { createStream, normal, uniform } from '#analytics/random';
import { expectedAmounts } from './gamma-gamma.ts';
import { isRefusal } from './refusal.ts';
import { asAmountParameters, shrinkAmounts, shrunkAmountError } from './shrunk-amounts.ts';

/** Customers whose mean amounts are normal about 50 (deviation 6), of 1 to 10 purchases each that vary about their own by 12. */
function base(customers: number) {
  const random = createStream('shrunk');
  const own = Float64Array.from({ length: customers }, () => 50 + 6 * normal(random));
  const purchases = own.map(() => 1 + Math.floor(10 * uniform(random)));
  const meanAmount = own.map((mean, i) => mean + (12 * normal(random)) / Math.sqrt(purchases[i] ?? 1));
  return { own, purchases, meanAmount };
}

it('finds how amounts vary, and foretells a customer nearer than their own mean or that of all', () => {
  const { own, purchases, meanAmount } = base(20_000);
  const fit = shrinkAmounts({ purchases, meanAmount });
  if (isRefusal(fit)) throw new Error(fit.message);
  expect(Math.abs(fit.mean - 50)).toBeLessThan(4 * fit.standardError);
  expect(Math.sqrt(fit.between)).toBeCloseTo(6, 0);
  expect(Math.sqrt(fit.within)).toBeCloseTo(12, 0);
  const parameters = asAmountParameters(fit);
  const expected = expectedAmounts({ parameters, observedMean: fit.mean }, { purchases, meanAmount });
  const missed = (guess: Float64Array) =>
    Math.sqrt(guess.reduce((all, one, i) => all + (one - (own[i] ?? 0)) ** 2, 0) / own.length);
  expect(missed(expected)).toBeLessThan(missed(meanAmount));
  expect(missed(expected)).toBeLessThan(missed(own.map(() => fit.mean)));
  const inside = own.filter(
    (mean, i) => Math.abs(mean - (expected[i] ?? 0)) < 1.96 * shrunkAmountError(fit, purchases[i] ?? 0),
  );
  expect(inside.length / own.length).toBeGreaterThan(0.93);
  expect(inside.length / own.length).toBeLessThan(0.97);
});

it('expects everybody at the one amount there is, and at the mean of all where counts tell nothing', () => {
  const equal = shrinkAmounts({
    purchases: Float64Array.of(1, 4, 2, 0),
    meanAmount: Float64Array.of(20, 20, 20, 0),
  });
  expect(equal).toMatchObject({ customers: 3, mean: 20, standardError: 0, within: 0, between: 0 });
  const once = { purchases: Float64Array.of(1, 1, 0), meanAmount: Float64Array.of(10, 30, 0) };
  const fit = shrinkAmounts(once);
  if (isRefusal(fit)) throw new Error(fit.message);
  const expected = expectedAmounts({ parameters: asAmountParameters(fit), observedMean: fit.mean }, once);
  for (const amount of expected) expect(amount).toBeCloseTo(20, 6);
  expect(fit.standardError).toBeCloseTo(10, 9);
  expect(shrinkAmounts({ purchases: Float64Array.of(3), meanAmount: Float64Array.of(9) })).toMatchObject({
    code: 'no-amounts',
  });
});
