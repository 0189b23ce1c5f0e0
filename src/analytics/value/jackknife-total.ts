import { strataOf } from './covariates.ts';
import { curvatureOf, limitsOf, perObservation } from './estimates.ts';
import { fitPurchaseModel, type PurchaseFit, purchaseModels, startOf } from './fit-purchase-model.ts';
import { maximise } from './maximise.ts';
import { observedInformation } from './observed-information.ts';
import { predictPurchases } from './predict-purchases.ts';
import { checkEstimable, type PurchaseHistories } from './purchase-histories.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { stratifiedLikelihood } from './stratified-likelihood.ts';

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** Where the climb of a group may stop: far within the difference that leaving a group out makes. */
const TOLERANCE = 1e-7;

/**
 * Standard error of the purchases expected of all customers within `ahead`, as a part of them: each of `groups` is left out in turn, the model
 * fitted anew and forecast (delete-a-group jackknife; Efron & Tibshirani 1993, ch. 11). Each fit climbs from that of all with its curvature, some steps
 * only; where that leads nowhere, from the beginning. For fits without covariates. Null where a group left out leaves histories that cannot tell, or nothing to expect.
 */
export function jackknifeTotal(input: {
  readonly fit: Pick<PurchaseFit, 'model' | 'parameters'>;
  readonly histories: PurchaseHistories;
  readonly ahead: number;
  readonly groups: number;
}): number | null {
  const { fit, histories, ahead, groups } = input;
  const model = purchaseModels[fit.model];
  const all = likelihoodOf(model, histories);
  const start = startOf(all, fit.parameters);
  const curvature = curvatureOf(observedInformation(perObservation(all), start), start.length);
  const means: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const without = leaveOut(histories, group, groups);
    if (checkEstimable(without) !== null) return null;
    const likelihood = likelihoodOf(model, without);
    const found = maximise({
      ...{ objective: perObservation(likelihood), start, limit: limitsOf(likelihood) },
      ...{ tolerance: TOLERANCE, ...(curvature === undefined ? {} : { curvature }) },
    });
    const parameters = Object.fromEntries(all.names.map((name, i) => [name, Math.exp(found.theta[i] ?? 0)]));
    const near = { model: fit.model, parameters, covariates: [] };
    const again = found.converged ? near : fitPurchaseModel({ model: fit.model, histories: without });
    if ('refused' in again) return null;
    const forecast = predictPurchases({ fit: again, histories: without, ahead });
    if ('refused' in forecast) return null;
    means.push(sum(forecast.expected) / without.repeats.length);
  }
  const mean = means.reduce((total, one) => total + one, 0) / groups;
  const squares = means.reduce((total, one) => total + (one - mean) ** 2, 0);
  return mean > 0 ? Math.sqrt(((groups - 1) / groups) * squares) / mean : null;
}

const likelihoodOf = (model: PurchaseModel, histories: PurchaseHistories) =>
  stratifiedLikelihood(model, strataOf(histories));

function leaveOut({ repeats, lastAt, observedFor }: PurchaseHistories, group: number, groups: number) {
  const keep = (column: Float64Array) => column.filter((_, row) => row % groups !== group);
  return { repeats: keep(repeats), lastAt: keep(lastAt), observedFor: keep(observedFor) };
}
