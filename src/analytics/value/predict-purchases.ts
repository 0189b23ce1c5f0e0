import type { Covariates } from './covariates.ts';
import { type PurchaseFit, purchaseModels } from './fit-purchase-model.ts';
import { groupRows, type RowGroups } from './group-rows.ts';
import { checkHistories, type PurchaseHistories } from './purchase-histories.ts';
import type { History } from './purchase-model.ts';
import { type Refusal, refuse } from './refusal.ts';
import { coefficientNames, parametersOfStratum } from './stratified-likelihood.ts';

/** Forecasts, one entry a customer: P(still a customer), purchases expected ahead, and those discounted to now when a rate was given. */
export type PurchaseForecast = {
  readonly alive: Float64Array;
  readonly expected: Float64Array;
  readonly discounted: Float64Array | null;
};

/**
 * What each customer will do after the end of observation. `ahead` is in the unit of the fit; `rate` is a continuous discount rate per that
 * unit (see `continuousRate`), and `discountedAhead` the horizon of the discounted figure (default Infinity: DERT, Fader, Hardie & Lee
 * 2005). Computed once for each distinct (x, T) and (x, t_x, T): a million customers take seconds.
 * Refuses impossible histories, a negative horizon or rate, and an endless horizon without discount.
 */
export function predictPurchases(input: {
  readonly fit: Pick<PurchaseFit, 'model' | 'parameters' | 'covariates'>;
  readonly histories: PurchaseHistories;
  readonly ahead: number;
  readonly rate?: number;
  readonly discountedAhead?: number;
  readonly covariates?: Covariates;
}): PurchaseForecast | Refusal {
  const { fit, histories, ahead, rate, discountedAhead = Infinity } = input;
  const refusal = checkHistories(histories) ?? checkHorizon(ahead, rate, discountedAhead);
  if (refusal !== null) return refusal;
  const columns = fit.covariates.map((name) => columnOf(input.covariates, name, histories.repeats.length));
  const wrong = columns.findIndex((column) => column === null);
  if (wrong >= 0) {
    const name = fit.covariates[wrong];
    return refuse('lengths-differ', `The fit uses covariate ${name}: give one number a customer.`, { name });
  }
  const known = columns.filter((column) => column !== null);
  const model = purchaseModels[fit.model];
  const { repeats, lastAt, observedFor } = histories;
  const perCustomer = forecaster(fit, histories, known);
  const distinct = groupRows([...known, repeats, observedFor, lastAt]);
  const whileAlive = groupRows([...known, repeats, observedFor]);
  const alive = perCustomer(distinct, model.alive);
  const inPhase = Array.from({ length: model.regularity }, (_, phase) =>
    model.phases === undefined
      ? alive
      : product(
          alive,
          perCustomer(distinct, (parameters, history) => model.phases?.(parameters, history)[phase] ?? 0),
        ),
  );
  const overPhases = (figure: (parameters: Float64Array, history: History, phase: number) => number) =>
    inPhase
      .map((weight, phase) =>
        product(
          weight,
          perCustomer(whileAlive, (parameters, history) => figure(parameters, history, phase)),
        ),
      )
      .reduce(added);
  const expected = overPhases((parameters, history, phase) =>
    model.purchasesWhileAlive(parameters, history, ahead, phase),
  );
  if (rate === undefined) return { alive, expected, discounted: null };
  const horizon = { ahead: discountedAhead, rate };
  const discounted = overPhases((parameters, history, phase) =>
    model.discountedWhileAlive(parameters, history, horizon, phase),
  );
  return { alive, expected, discounted };
}

/**
 * Purchases expected of a new customer within `ahead` of the first purchase (which is not counted): Fader, Hardie & Lee 2005, eq. 9.
 * In the unit of the fit; covariates, when the fit has some, in its order.
 */
export function expectedOfNewCustomer(
  fit: Pick<PurchaseFit, 'model' | 'parameters' | 'covariates'>,
  ahead: number,
  covariates: readonly number[] = [],
): number {
  const model = purchaseModels[fit.model];
  const parameters = new Float64Array(model.names.length);
  parametersOfStratum(model, thetaOf(fit), Float64Array.from(covariates), parameters);
  const history: History = { repeats: 0, lastAt: 0, observedFor: 0 };
  return model.alive(parameters, history) * model.purchasesWhileAlive(parameters, history, ahead);
}

/** The continuous rate per unit of time of a yearly one: ln(1 + d) · unitDays / 365.25 (0.15 a year in weeks: 0.00268). */
export function continuousRate(yearlyRate: number, unitDays: number): number {
  return (Math.log1p(yearlyRate) * unitDays) / 365.25;
}

type Figure = (parameters: Float64Array, history: History) => number;

/** Computes a figure once for each group of customers equal in what it depends on. */
function forecaster(
  fit: Pick<PurchaseFit, 'model' | 'parameters' | 'covariates'>,
  { repeats, lastAt, observedFor }: PurchaseHistories,
  covariates: readonly Float64Array[],
) {
  const model = purchaseModels[fit.model];
  const theta = thetaOf(fit);
  const parameters = new Float64Array(model.names.length);
  if (covariates.length === 0) parametersOfStratum(model, theta, new Float64Array(0), parameters);
  return (groups: RowGroups, figure: Figure): Float64Array => {
    const values = new Float64Array(groups.first.length);
    for (let group = 0; group < values.length; group += 1) {
      const row = groups.first[group] as number;
      if (covariates.length > 0) {
        const known = Float64Array.from(covariates, (column) => column[row] as number);
        parametersOfStratum(model, theta, known, parameters);
      }
      values[group] = figure(parameters, {
        repeats: repeats[row] as number,
        lastAt: lastAt[row] as number,
        observedFor: observedFor[row] as number,
      });
    }
    const figures = new Float64Array(groups.groupOf.length);
    for (let row = 0; row < figures.length; row += 1)
      figures[row] = values[groups.groupOf[row] as number] as number;
    return figures;
  };
}

function thetaOf({
  model,
  parameters,
  covariates,
}: Pick<PurchaseFit, 'model' | 'parameters' | 'covariates'>) {
  const { names } = purchaseModels[model];
  const coefficients = coefficientNames(purchaseModels[model], covariates);
  return Float64Array.from([
    ...names.map((name) => Math.log(parameters[name] ?? Number.NaN)),
    ...coefficients.map((name) => parameters[name] ?? Number.NaN),
  ]);
}

function checkHorizon(ahead: number, rate: number | undefined, discountedAhead: number): Refusal | null {
  if (!(ahead >= 0) || ahead === Infinity) {
    return refuse('impossible-choice', `Forecast over a horizon of 0 or more, got ${ahead}.`, { ahead });
  }
  if (rate !== undefined && (!(rate >= 0) || rate === Infinity || !(discountedAhead >= 0))) {
    return refuse(
      'impossible-choice',
      `A discount rate and its horizon are 0 or more, got ${rate}, ${discountedAhead}.`,
    );
  }
  if (rate === 0 && discountedAhead === Infinity) {
    return refuse(
      'no-finite-value',
      'Without discount the purchases of all time have no bound: give a rate or a horizon.',
    );
  }
  return null;
}

function columnOf(covariates: Covariates | undefined, name: string, customers: number): Float64Array | null {
  const column = covariates?.columns[covariates.names.indexOf(name)];
  return column?.length === customers && column.every(Number.isFinite) ? column : null;
}

const added = (one: Float64Array, two: Float64Array) => one.map((value, i) => value + (two[i] as number));
const product = (one: Float64Array, two: Float64Array) => one.map((value, i) => value * (two[i] as number));
