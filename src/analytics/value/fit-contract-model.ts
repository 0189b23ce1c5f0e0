import { logBeta } from '#analytics/statistics';
import { type Caution, edgeCautions } from './cautions.ts';
import { type ContractOutcomes, checkOutcomes, renewals } from './contract-outcomes.ts';
import { digamma } from './digamma.ts';
import { type Estimates, estimate, type Likelihood } from './estimates.ts';
import { profileIntervals } from './profile-intervals.ts';
import { type Refusal, refuse } from './refusal.ts';

export type ContractModelName = 'sbg' | 'bdw';

/** A fitted model of contracts; `c` (how the risk of one customer changes with time) is a parameter of bdw only. */
export type ContractFit = Estimates & {
  readonly model: ContractModelName;
  readonly customers: number;
  readonly cautions: readonly Caution[];
};

/**
 * Fits how long contracts last by maximum likelihood, on counts. `sbg`, shifted-beta-geometric: each customer leaves at a renewal with a constant
 * chance, beta(α, β) over customers; Fader & Hardie 2007, "How to project customer retention". `bdw`, beta-discrete-Weibull: that chance also
 * moves with time, S(t) = B(α, β + tᶜ)/B(α, β); Fader, Hardie, Liu, Davin & Steenburgh 2018. Refuses when no contract ended or all did at once.
 */
export function fitContractModel(input: {
  readonly model: ContractModelName;
  readonly outcomes: ContractOutcomes;
  readonly intervals?: 'plain' | 'profile';
  readonly confidence?: number;
}): ContractFit | Refusal {
  const refusal = checkOutcomes(input.outcomes);
  if (refusal !== null) return refusal;
  const likelihood = contractLikelihood(input.model, input.outcomes);
  const fitted = estimate(likelihood, input.confidence);
  const { estimates } = fitted;
  if (!Number.isFinite(estimates.logLikelihood) || !estimates.converged) {
    return refuse(
      'no-maximum',
      `${input.model} found no best parameters for these ${likelihood.observations} contracts.`,
    );
  }
  return {
    model: input.model,
    customers: likelihood.observations,
    ...estimates,
    ...(input.intervals === 'profile'
      ? { intervals: profileIntervals(likelihood, fitted, input.confidence) }
      : {}),
    cautions: edgeCautions(input.model, estimates),
  };
}

/** P(a contract lasts beyond `periods` renewals), at any time ≥ 0. */
export function survival(fit: Pick<ContractFit, 'parameters'>, periods: number): number {
  const { alpha = Number.NaN, beta = Number.NaN, c = 1 } = fit.parameters;
  return periods <= 0 ? 1 : Math.exp(logBeta(alpha, beta + periods ** c) - logBeta(alpha, beta));
}

/** Share of those with `periods` renewals behind them who renew once more. It rises with age: who could leave easily has left. */
export function retention(fit: Pick<ContractFit, 'parameters'>, periods: number): number {
  const { alpha = Number.NaN, beta = Number.NaN, c = 1 } = fit.parameters;
  return Math.exp(logBeta(alpha, beta + (periods + 1) ** c) - logBeta(alpha, beta + periods ** c));
}

function contractLikelihood(model: ContractModelName, outcomes: ContractOutcomes): Likelihood {
  const { lost, still } = outcomes;
  const weibull = model === 'bdw';
  const names = weibull ? ['alpha', 'beta', 'c'] : ['alpha', 'beta'];
  return {
    names,
    scales: names.map(() => 'log' as const),
    starts: [
      [1, 3, 1],
      [0.3, 1, 1],
      [5, 20, 1.2],
    ].map((start) => Float64Array.from(start.slice(0, names.length), Math.log)),
    observations: renewals(outcomes)[0] as number,
    objective: (theta, gradient) => addContracts(lost, still, theta.map(Math.exp), gradient),
  };
}

/** ln L = Σ lost(t) ln(S(t−1) − S(t)) + still(t) ln S(t), with slopes in ln(parameter). */
function addContracts(
  lost: Float64Array,
  still: Float64Array,
  natural: Float64Array,
  gradient: Float64Array,
): number {
  const [alpha = 1, beta = 1, c = 1] = natural;
  gradient.fill(0);
  let total = 0;
  // Past this age the logarithms have lost their digits: no height there, so the climb steps back.
  if (!(lost.length ** c < 1e15)) return Number.NaN;
  let before = survivalWithSlopes(alpha, beta, 0, 1);
  for (let t = 0; t < lost.length; t += 1) {
    const after = survivalWithSlopes(alpha, beta, t + 1, c);
    const left = lost[t] as number;
    const kept = still[t] as number;
    const renewed = Math.exp(after.log - before.log);
    if (left > 0) total += left * (before.log + Math.log(-Math.expm1(after.log - before.log)));
    total += kept * after.log;
    for (let i = 0; i < gradient.length; i += 1) {
      const [from, to] = [before.slopes[i] as number, after.slopes[i] as number];
      const ofLoss = left > 0 ? left * (from - (renewed / (1 - renewed)) * (to - from)) : 0;
      gradient[i] = (gradient[i] as number) + (natural[i] as number) * (ofLoss + kept * to);
    }
    before = after;
  }
  return total;
}

/** ln S(t) and its slopes in α, β, c. */
function survivalWithSlopes(alpha: number, beta: number, t: number, c: number) {
  if (t === 0) return { log: 0, slopes: [0, 0, 0] };
  const age = t ** c;
  const [sum, aged, start, whole] = [
    digamma(alpha + beta + age),
    digamma(beta + age),
    digamma(beta),
    digamma(alpha + beta),
  ];
  return {
    log: logBeta(alpha, beta + age) - logBeta(alpha, beta),
    slopes: [whole - sum, aged - sum - start + whole, (aged - sum) * age * Math.log(t)],
  };
}
