import { type Caution, cautionsOf } from './cautions.ts';
import { type Covariates, checkCovariates, someCells, type Strata, strataOf } from './covariates.ts';
import { curvatureOf, type Estimates, estimate, type Fitted, type Likelihood } from './estimates.ts';
import { bgNbd, mbgNbd, regularDropout } from './geometric-dropout.ts';
import { paretoNbd } from './pareto-nbd.ts';
import { profileIntervals } from './profile-intervals.ts';
import { checkEstimable, checkHistories, type PurchaseHistories } from './purchase-histories.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { type Refusal, refuse } from './refusal.ts';
import { stratifiedLikelihood } from './stratified-likelihood.ts';

/** The models of repeat buying without a contract, by name. */
export const purchaseModels = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
  'bg-cnbd-2': regularDropout(2),
  'bg-cnbd-3': regularDropout(3),
  'bg-cnbd-4': regularDropout(4),
  'mbg-cnbd-2': regularDropout(2, { mayLeaveAtOnce: true }),
  'mbg-cnbd-3': regularDropout(3, { mayLeaveAtOnce: true }),
  'mbg-cnbd-4': regularDropout(4, { mayLeaveAtOnce: true }),
} as const;
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
 * Standard errors come from the observed information; intervals are symmetrical on the log scale, or by `profile`; neither with `none`, which ranking needs not.
 * Covariates (one column each, constant over time) move the buying rate and the leaving: Fader & Hardie 2007.
 * `start`, where a fit of about the same histories ended, saves most of the climb.
 * Refuses in words histories that cannot be, one customer, no repeat, all equal. Time: about customers' distinct histories × 40.
 */
export function fitPurchaseModel(input: {
  readonly model: PurchaseModelName;
  readonly histories: PurchaseHistories;
  readonly covariates?: Covariates;
  readonly intervals?: 'plain' | 'profile' | 'none';
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
    confidence: input.intervals === 'none' ? 0 : confidence,
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
  const asked = input.start && startOf(likelihood, input.start);
  const begin = startOnPart(model, strata, asked) ?? (asked && { start: asked });
  const warm =
    begin && estimate({ ...likelihood, starts: [begin.start], curvature: begin.curvature }, confidence);
  return { ...(warm?.estimates.converged ? warm : estimate(likelihood, confidence)), likelihood };
}

type Begin = { readonly start: Float64Array; readonly curvature?: Float64Array<ArrayBuffer> | undefined };

/** Parameters by name as a place to climb from. */
export const startOf = ({ names, scales }: Likelihood, start: PurchaseFit['parameters']) =>
  Float64Array.from(names, (name, i) =>
    scales[i] === 'log' ? Math.log(start[name] ?? 1) : (start[name] ?? 0),
  );

function startOnPart(model: PurchaseModel, strata: Strata, asked?: Float64Array): Begin | null {
  if (strata.cells.count.length < MANY || strata.names.length > 0) return null;
  const step = Math.floor(strata.cells.count.length / PART);
  const likelihood = stratifiedLikelihood(
    model,
    someCells(strata, (cell) => cell % step === 0),
  );
  const starts = asked === undefined ? likelihood.starts : [asked];
  const { estimates, theta, information } = estimate({ ...likelihood, starts });
  return estimates.converged ? { start: theta, curvature: curvatureOf(information, theta.length) } : null;
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
