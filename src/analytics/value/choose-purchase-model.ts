import { type PurchaseFit, type PurchaseModelName, fitPurchaseModel } from './fit-purchase-model.ts';
import { predictPurchases } from './predict-purchases.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';

/** How a model did on customers' purchases it had not seen. */
export type HoldOut = {
  readonly model: PurchaseModelName | 'same-pace';
  readonly expected: number;
  readonly actual: number;
  /** Poisson deviance per customer: 0 is perfect; proper for means of counts, so a model cannot win by shading its forecasts. */
  readonly deviance: number;
  readonly meanAbsoluteError: number;
  readonly fit: PurchaseFit | null;
};

/**
 * Fits each model on a first period and ranks them by what happened in the next, the smallest Poisson deviance first. `after` is each customer's purchases in the `ahead` that
 * follows; 'same-pace' (as many as before per unit of time, never leaving) is the bar to clear. Each model climbs from its `starts`, where given; its fit has no errors. Models that could not be fitted are listed in `refused`.
 * Refuses a hold-out without purchases, which ranks nothing.
 */
export function choosePurchaseModel(input: {
  readonly histories: PurchaseHistories;
  readonly after: Float64Array;
  readonly ahead: number;
  readonly models?: readonly PurchaseModelName[];
  readonly starts?: Partial<Readonly<Record<PurchaseModelName, PurchaseFit['parameters']>>>;
}): { readonly ranked: readonly HoldOut[]; readonly refused: readonly Refusal[] } | Refusal {
  const { histories, after, ahead, models = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] } = input;
  const actual = after.reduce((sum, value) => sum + value, 0);
  if (after.length !== histories.repeats.length || !after.every((value) => value >= 0 && value < Infinity)) {
    return refuse('lengths-differ', 'Purchases after need one number of 0 or more a customer.');
  }
  if (!(actual > 0 && ahead > 0)) {
    return refuse('nothing-after', 'Nobody bought in the hold-out period: it cannot tell models apart.', {
      ahead,
    });
  }
  const ranked: HoldOut[] = [];
  const refused: Refusal[] = [];
  for (const model of models) {
    const start = input.starts?.[model];
    const fit = fitPurchaseModel({ model, histories, intervals: 'none', ...(start && { start }) });
    if ('refused' in fit) {
      refused.push(fit);
      continue;
    }
    const forecast = predictPurchases({ fit, histories, ahead });
    if ('refused' in forecast) refused.push(forecast);
    else ranked.push({ model, fit, ...judge(forecast.expected, after) });
  }
  const pace = histories.repeats.map((x, i) => {
    const observed = histories.observedFor[i] as number;
    return observed > 0 ? (x * ahead) / observed : 0;
  });
  ranked.push({ model: 'same-pace', fit: null, ...judge(pace, after) });
  return { ranked: ranked.sort((one, two) => one.deviance - two.deviance), refused };
}

/** A forecast of 0 for a customer who then bought is infinitely wrong; it is counted as one in ten thousand. */
const LEAST = 1e-4;

function judge(expected: Float64Array, actual: Float64Array) {
  let [forecast, bought, deviance, off] = [0, 0, 0, 0];
  for (let i = 0; i < actual.length; i += 1) {
    const mean = Math.max(LEAST, expected[i] as number);
    const count = actual[i] as number;
    forecast += expected[i] as number;
    bought += count;
    off += Math.abs(count - (expected[i] as number));
    deviance += 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - count + mean);
  }
  return {
    expected: forecast,
    actual: bought,
    deviance: deviance / actual.length,
    meanAbsoluteError: off / actual.length,
  };
}
