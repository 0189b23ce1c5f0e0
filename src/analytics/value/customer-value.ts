import type { Covariates } from './covariates.ts';
import type { PurchaseFit } from './fit-purchase-model.ts';
import { type AmountFit, expectedAmounts } from './gamma-gamma.ts';
import { predictPurchases } from './predict-purchases.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Value to come of each customer, with the three factors that explain it. */
export type CustomerValue = {
  readonly alive: Float64Array;
  readonly discountedPurchases: Float64Array;
  readonly amount: Float64Array;
  readonly value: Float64Array;
};

/**
 * Customer lifetime value to come: margin × expected amount of a purchase × discounted purchases expected, per customer (Fader, Hardie & Lee 2005, RFM and CLV).
 * `rate` is continuous per unit of the fit's time; `ahead` the horizon, Infinity for all time; `marginShare` the part of an amount that is margin.
 * Figures are estimates, in the currency of the amounts. It holds if amounts and frequency are independent: see the amount fit's cautions.
 */
export function customerValue(input: {
  readonly purchases: Pick<PurchaseFit, 'model' | 'parameters' | 'covariates'>;
  readonly amounts: Pick<AmountFit, 'parameters' | 'observedMean'>;
  readonly histories: PurchaseHistories;
  readonly meanAmount: Float64Array;
  readonly rate: number;
  readonly ahead?: number;
  readonly marginShare?: number;
  readonly covariates?: Covariates;
}): CustomerValue | Refusal {
  const { histories, meanAmount, rate, ahead = Infinity, marginShare = 1 } = input;
  if (meanAmount.length !== histories.repeats.length) {
    return refuse('lengths-differ', 'Mean amounts need one entry a customer.');
  }
  const wrong = meanAmount.findIndex(
    (value, i) => (histories.repeats[i] as number) > 0 && !(value > 0 && value < Infinity),
  );
  if (wrong >= 0) {
    const message = `Customer ${wrong + 1} of the list has a mean amount of ${meanAmount[wrong]}: it must be above 0.`;
    return refuse('amount-not-above-zero', message, { index: wrong });
  }
  if (!Number.isFinite(marginShare)) {
    return refuse('impossible-choice', `The share of margin is a number, got ${marginShare}.`, {});
  }
  const forecast = predictPurchases({
    fit: input.purchases,
    histories,
    ahead: 0,
    rate,
    discountedAhead: ahead,
    ...(input.covariates === undefined ? {} : { covariates: input.covariates }),
  });
  if ('refused' in forecast) return forecast;
  const discountedPurchases = forecast.discounted ?? new Float64Array(meanAmount.length);
  const amount = expectedAmounts(input.amounts, { purchases: histories.repeats, meanAmount });
  const value = discountedPurchases.map((count, i) => count * marginShare * (amount[i] as number));
  return { alive: forecast.alive, discountedPurchases, amount, value };
}
