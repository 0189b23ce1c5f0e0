import type { Strata } from './covariates.ts';
import type { Likelihood } from './estimates.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Names of the coefficients a model gains by covariates: `rate.member`, `a.member`, `b.member`. */
export const coefficientNames = (model: PurchaseModel, covariates: readonly string[]) =>
  model.moved.flatMap(({ label }) => covariates.map((name) => `${label}.${name}`));

/**
 * A model's parameters for one kind of customer: base parameters, then coefficients in the order of `coefficientNames`, all on the
 * searched scale (logarithms for base parameters); written into `out` on the natural scale.
 */
export function parametersOfStratum(
  model: PurchaseModel,
  theta: Float64Array,
  values: Float64Array,
  out: Float64Array,
): void {
  const base = model.names.length;
  for (let i = 0; i < base; i += 1) out[i] = theta[i] as number;
  for (const [k, { parameter, direction }] of model.moved.entries()) {
    for (let j = 0; j < values.length; j += 1) {
      const coefficient = theta[base + k * values.length + j] as number;
      out[parameter] = (out[parameter] as number) + direction * coefficient * (values[j] as number);
    }
  }
  for (let i = 0; i < base; i += 1) out[i] = Math.exp(out[i] as number);
}

/** The likelihood of a model over strata of customers, climbable: the slope of a coefficient is that of ln(parameter) times its value. */
export function stratifiedLikelihood(model: PurchaseModel, strata: Strata): Likelihood {
  const base = model.names.length;
  const extra = coefficientNames(model, strata.names);
  const natural = new Float64Array(base);
  const slope = new Float64Array(base);
  return {
    names: [...model.names, ...extra],
    scales: [...model.names.map(() => 'log' as const), ...extra.map(() => 'plain' as const)],
    starts: model.starts(strata.cells).map((start) => {
      const theta = new Float64Array(base + extra.length);
      theta.set(start.map(Math.log));
      return theta;
    }),
    observations: strata.customers,
    objective: (theta, gradient) => {
      gradient.fill(0);
      let total = 0;
      for (const { from, to, values } of strata.list) {
        parametersOfStratum(model, theta, values, natural);
        slope.fill(0);
        total += model.logLikelihood(strata.cells, from, to, natural, slope);
        for (let i = 0; i < base; i += 1) gradient[i] = (gradient[i] as number) + (slope[i] as number);
        for (const [k, { parameter, direction }] of model.moved.entries()) {
          for (let j = 0; j < values.length; j += 1) {
            const at = base + k * values.length + j;
            gradient[at] =
              (gradient[at] as number) + direction * (values[j] as number) * (slope[parameter] as number);
          }
        }
      }
      return total;
    },
  };
}
