import { type Caution, cautionsOf } from './cautions.ts';
import { type Covariates, checkCovariates, type Strata, strataOf } from './covariates.ts';
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
 * `start`, where a fit of about the same histories ended, saves most of the climb.
 * Refuses in words histories that cannot be, one customer, no repeat, all equal. Time: about customers' distinct histories × 40.
 */
export function fitPurchaseModel(input: {
  readonly model: PurchaseModelName;
  readonly histories: PurchaseHistories;
  readonly covariates?: Covariates;
  readonly intervals?: 'plain' | 'profile';
  readonly confidence?: number;
  readonly start?: PurchaseFit['parameters'];
}): PurchaseFit | Refusal {
  const { model, histories, covariates, confidence = 0.95 } = input;
  const refusal =
    checkHistories(histories) ??
    checkEstimable(histories) ??
    checkCovariates(covariates, histories.repeats.length);
  if (refusal !== null) return refusal;
  const fitted = climbHistories({
    model: purchaseModels[model],
    histories,
    covariates,
    confidence,
    start: input.start,
  });
  const { estimates, likelihood } = fitted;
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

/** From how many distinct histories on a climb starts where one on a part of them ended: most steps are then taken on the part. */
const MANY = 4000;
const PART = 1000;

/**
 * The maximum of a model's likelihood on histories. Climbs from `start` alone where it leads to a maximum; of many histories, from where a climb on
 * each so-manieth of them ended: even where nobody leaves, so that a parameter runs to its edge, all of them are gone through some tens of times.
 */
export function climbHistories(input: {
  readonly model: PurchaseModel;
  readonly histories: PurchaseHistories;
  readonly covariates?: Covariates | undefined;
  readonly confidence?: number;
  readonly start?: PurchaseFit['parameters'] | undefined;
}): Fitted & { readonly likelihood: Likelihood } {
  const { model, confidence } = input;
  const strata = strataOf(input.histories, input.covariates);
  const likelihood = stratifiedLikelihood(model, strata);
  const start =
    input.start === undefined ? startOnPart(model, strata) : thetaOfStart(likelihood, input.start);
  const warm = start && estimate({ ...likelihood, starts: [start] }, confidence);
  return { ...(warm?.estimates.converged ? warm : estimate(likelihood, confidence)), likelihood };
}

const thetaOfStart = ({ names, scales }: Likelihood, start: PurchaseFit['parameters']) =>
  Float64Array.from(names, (name, i) =>
    scales[i] === 'log' ? Math.log(start[name] ?? 1) : (start[name] ?? 0),
  );

function startOnPart(model: PurchaseModel, strata: Strata): Float64Array | null {
  const { repeats, lastAt, observedFor, count } = strata.cells;
  if (count.length < MANY || strata.names.length > 0) return null;
  const step = Math.floor(count.length / PART);
  const few = (column: Float64Array) => column.filter((_, cell) => cell % step === 0);
  const cells = {
    repeats: few(repeats),
    lastAt: few(lastAt),
    observedFor: few(observedFor),
    count: few(count),
  };
  const customers = cells.count.reduce((sum, value) => sum + value, 0);
  const list = [{ from: 0, to: cells.count.length, values: new Float64Array(0) }];
  const part = estimate(stratifiedLikelihood(model, { ...strata, cells, customers, list }));
  return part.estimates.converged ? part.theta : null;
}

/** The likelihood of a model on histories, grouped. */
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
