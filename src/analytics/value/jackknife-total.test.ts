import { expect, it } from 'vitest';
import { createStream, exponential, gamma, uniform } from '#analytics/random';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { jackknifeTotal } from './jackknife-total.ts';
import { predictPurchases } from './predict-purchases.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { isRefusal } from './refusal.ts';

/** Customers of unequal paces who leave after a purchase with a chance of one in five. */
function customers(count: number): PurchaseHistories {
  const random = createStream('jackknife');
  const rows = Array.from({ length: count }, () => {
    const rate = gamma(random, 0.9, 5);
    const observedFor = 40 + 40 * uniform(random);
    let [repeats, lastAt] = [0, 0];
    for (let time = exponential(random, rate); time < observedFor; time += exponential(random, rate)) {
      [repeats, lastAt] = [repeats + 1, time];
      if (uniform(random) < 0.2) break;
    }
    return { repeats, lastAt, observedFor };
  });
  const column = (name: 'repeats' | 'lastAt' | 'observedFor') => Float64Array.from(rows, (row) => row[name]);
  return { repeats: column('repeats'), lastAt: column('lastAt'), observedFor: column('observedFor') };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

it.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const)(
  '%s: the same error as fits from the beginning for every group left out',
  (model) => {
    const histories = customers(600);
    const fit = fitPurchaseModel({ model, histories });
    if (isRefusal(fit)) throw new Error(fit.message);
    const means = Array.from({ length: 5 }, (_, group) => {
      const keep = (column: Float64Array) => column.filter((__, row) => row % 5 !== group);
      const { repeats, lastAt, observedFor } = histories;
      const without = { repeats: keep(repeats), lastAt: keep(lastAt), observedFor: keep(observedFor) };
      const again = fitPurchaseModel({ model, histories: without });
      if (isRefusal(again)) throw new Error(again.message);
      const forecast = predictPurchases({ fit: again, histories: without, ahead: 20 });
      if (isRefusal(forecast)) throw new Error(forecast.message);
      return sum(forecast.expected) / without.repeats.length;
    });
    const mean = means.reduce((all, one) => all + one, 0) / 5;
    const error = Math.sqrt((4 / 5) * means.reduce((all, one) => all + (one - mean) ** 2, 0)) / mean;
    const told = jackknifeTotal({ fit, histories, ahead: 20, groups: 5 });
    expect(Math.abs((told ?? 0) / error - 1)).toBeLessThan(1e-3);
  },
);

it('tells no error where a group left out leaves nobody who came back', () => {
  const histories = {
    repeats: Float64Array.of(3, 0, 0, 0),
    lastAt: Float64Array.of(9, 0, 0, 0),
    observedFor: Float64Array.of(10, 10, 9, 8),
  };
  const fit = { model: 'bg-nbd', parameters: { r: 1, alpha: 5, a: 1, b: 2 } } as const;
  expect(jackknifeTotal({ fit, histories, ahead: 10, groups: 4 })).toBeNull();
});
