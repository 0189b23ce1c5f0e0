import { type Caution, cautionsOf } from './cautions.ts';
import { type Covariates, checkCovariates, strataOf } from './covariates.ts';
import { type Estimates, estimate, type Fitted, type Likelihood } from './estimates.ts';
import { bgNbd, mbgNbd } from './geometric-dropout.ts';
import { paretoNbd } from './pareto-nbd.ts';
import { profileIntervals } from './profile-intervals.ts';
import { checkEstimable, checkHistories, type PurchaseHistories } from './purchase-histories.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { type Refusal, refuse } from './refusal.ts';
import { stratifiedLikelihood } from './stratified-likelihood.ts';

/** The models of repeat buying without a contract, by name. */
export const purchaseModels = { 'bg-nbd': bgNbd, 'mbg-nbd': mbgNbd, 'pareto-nbd': paretoNbd } as const;
export type PurchaseModelName = keyof typeof purchaseModels;

/** A fitted model: plain data, to keep as JSON and to forecast from. */
export type PurchaseFit = Estimates & {
  readonly model: PurchaseModelName;
  readonly customers: number;
  readonly covariates: readonly string[];
  readonly cautions: readonly Caution[];
};

/**
 * Fits a model of repeat buying by maximum likelihood to histories in one unit of time (its rates are per that unit).
 * Standard errors come from the observed information; intervals are symmetrical on the log scale, or by `profile`.
 * Covariates (one column each, constant over time) move the buying rate and the leaving: Fader & Hardie 2007.
 * Refuses in words histories that cannot be, one customer, no repeat, all equal. Time: about customers' distinct histories × 40.
 */
export function fitPurchaseModel(input: {
  readonly model: PurchaseModelName;
  readonly histories: PurchaseHistories;
  readonly covariates?: Covariates;
  readonly intervals?: 'plain' | 'profile';
  readonly confidence?: number;
}): PurchaseFit | Refusal {
  const { model, histories, covariates, confidence = 0.95 } = input;
  const refusal =
    checkHistories(histories) ??
    checkEstimable(histories) ??
    checkCovariates(covariates, histories.repeats.length);
  if (refusal !== null) return refusal;
  const likelihood = purchaseLikelihood(purchaseModels[model], histories, covariates);
  const fitted = estimate(likelihood, confidence);
  const { estimates } = fitted;
  if (!Number.isFinite(estimates.logLikelihood) || !estimates.converged) {
    return refuse(
      'no-maximum',
      `${model} found no best parameters for these ${likelihood.observations} customers.`,
      {
        model,
        logLikelihood: Number.isFinite(estimates.logLikelihood) ? estimates.logLikelihood : null,
      },
    );
  }
  return {
    model,
    customers: likelihood.observations,
    covariates: covariates?.names ?? [],
    ...estimates,
    ...(input.intervals === 'profile' ? profiled(likelihood, fitted, confidence) : {}),
    cautions: cautionsOf(model, histories, estimates),
  };
}

/** The likelihood of a model on histories, grouped; `weights` replace the number of customers of each cell (for a bootstrap). */
export function purchaseLikelihood(
  model: PurchaseModel,
  histories: PurchaseHistories,
  covariates?: Covariates,
): Likelihood {
  return stratifiedLikelihood(model, strataOf(histories, covariates));
}

const profiled = (likelihood: Likelihood, fitted: Fitted, confidence: number) => ({
  intervals: profileIntervals(likelihood, fitted, confidence),
});
