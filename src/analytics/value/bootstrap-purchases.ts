import { poisson, type RandomStream } from '#analytics/random';
import { type Interval, quantiles, upperProbability } from '#analytics/statistics';
import type { Covariates } from './covariates.ts';
import { strataOf } from './covariates.ts';
import { estimate } from './estimates.ts';
import { type PurchaseModelName, purchaseModels } from './fit-purchase-model.ts';
import { checkEstimable, checkHistories, type PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';
import { stratifiedLikelihood } from './stratified-likelihood.ts';

/** Intervals of parameters and of what is computed from them, with how many of the draws could be fitted. */
export type BootstrapIntervals = {
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly draws: number;
  readonly failed: number;
};

/**
 * Percentile intervals by the bootstrap (Efron 1979) in its Poisson form: each customer counts Poisson(1) times, so a cell of n alike counts Poisson(n)
 * times and nothing is copied. For what has no interval of its own: pass `figures` from the parameters, such as next year's purchases. Each draw starts from
 * the estimates. Refuses what cannot be fitted, fewer than 20 draws, and data of which half of the draws cannot be.
 */
export function bootstrapPurchases(input: {
  readonly model: PurchaseModelName;
  readonly histories: PurchaseHistories;
  readonly covariates?: Covariates;
  readonly random: RandomStream;
  readonly draws: number;
  readonly figures?: (parameters: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;
  readonly confidence?: number;
}): BootstrapIntervals | Refusal {
  const { model, histories, covariates, random, draws, confidence = 0.95 } = input;
  const refusal = checkHistories(histories) ?? checkEstimable(histories);
  if (refusal !== null) return refusal;
  if (!Number.isInteger(draws) || draws < 20) {
    return refuse('impossible-choice', `A bootstrap needs 20 draws or more, got ${draws}.`, { draws });
  }
  const strata = strataOf(histories, covariates);
  const whole = stratifiedLikelihood(purchaseModels[model], strata);
  const { theta } = estimate(whole, confidence);
  const drawn = new Map<string, number[]>();
  let failed = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const count = strata.cells.count.map((customers) => poisson(random, customers));
    const customers = count.reduce((sum, value) => sum + value, 0);
    const again = stratifiedLikelihood(purchaseModels[model], {
      ...strata,
      customers,
      cells: { ...strata.cells, count },
    });
    const { estimates } = estimate({ ...again, starts: [theta, ...again.starts] });
    if (!estimates.converged) {
      failed += 1;
      continue;
    }
    const figures = { ...estimates.parameters, ...input.figures?.(estimates.parameters) };
    for (const [name, value] of Object.entries(figures)) drawn.set(name, [...(drawn.get(name) ?? []), value]);
  }
  if (failed > draws / 2) {
    return refuse('no-maximum', `${failed} of ${draws} resamples of these customers could not be fitted.`, {
      failed,
    });
  }
  const high = upperProbability(confidence);
  const intervals = [...drawn].map(([name, values]) => {
    const [from = Number.NaN, to = Number.NaN] = quantiles(values, [1 - high, high]);
    return [name, { low: from, high: to }] as const;
  });
  return { intervals: Object.fromEntries(intervals), draws, failed };
}
