import { poisson, type RandomStream } from '#analytics/random';
import { remainingPeriods } from './contract-lifetime.ts';
import type { ContractOutcomes } from './contract-outcomes.ts';
import {
  type ContractFit,
  type ContractModelName,
  fitContractModel,
  retention,
} from './fit-contract-model.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** What awaits a contract with `renewed` renewals behind it; intervals at 95 % are those of the estimate. */
export type ContractOutlook = {
  readonly renewed: number;
  readonly renew: Told;
  /** Periods still to be paid for after the one that runs, the next one discounted once. */
  readonly remaining: Told;
};
type Told = { readonly estimate: number; readonly low: number; readonly high: number };

const draws = 200;

/** Contracts drawn again with the same chances: each count by Poisson (a bootstrap that keeps to counts; Hanley & MacGibbon 2006). */
const drawnAgain = (outcomes: ContractOutcomes, random: RandomStream): ContractOutcomes => ({
  lost: outcomes.lost.map((count) => (count === 0 ? 0 : poisson(random, count))),
  still: outcomes.still.map((count) => (count === 0 ? 0 : poisson(random, count))),
});

const between = (values: number[], estimate: number): Told => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? estimate;
  return { estimate, low: Math.min(estimate, at(0.025)), high: Math.max(estimate, at(0.975)) };
};

/**
 * The chance of the next renewal and the discounted periods still to come, for each number of renewals from 0 to `most`, with intervals by
 * drawing the contracts again and fitting anew. `rate` is the discount of a period, above 0. Refuses what `remainingPeriods` does.
 */
export function contractOutlook(input: {
  readonly fit: ContractFit;
  readonly outcomes: ContractOutcomes;
  readonly most: number;
  readonly rate: number;
  readonly random: RandomStream;
}): ContractOutlook[] | Refusal {
  const { fit, outcomes, most, rate, random } = input;
  const refits = Array.from({ length: draws }, () =>
    fitContractModel({ model: fit.model, outcomes: drawnAgain(outcomes, random) }),
  ).flatMap((one) => (isRefusal(one) ? [] : [one]));
  const outlooks: ContractOutlook[] = [];
  for (let renewed = 0; renewed <= most; renewed += 1) {
    const remaining = remainingPeriods({ fit, renewed, rate });
    if (isRefusal(remaining)) return remaining;
    const others = refits.flatMap((one) => {
      const periods = remainingPeriods({ fit: one, renewed, rate });
      return isRefusal(periods) ? [] : [periods];
    });
    outlooks.push({
      renewed,
      renew: between(
        refits.map((one) => retention(one, renewed)),
        retention(fit, renewed),
      ),
      remaining: between(others, remaining),
    });
  }
  return outlooks;
}

/** Contracts that came up for renewal after the cut, by renewals behind them, and how many were renewed. */
export type Renewals = { readonly up: Float64Array; readonly renewed: Float64Array };
export type ContractJudgement = {
  readonly model: ContractModelName | 'same-rate';
  readonly expected: number;
  readonly actual: number;
  /** Binomial deviance over the renewals: the smaller the better. */
  readonly deviance: number;
};

const logOf = (share: number) => Math.log(Math.min(1 - 1e-9, Math.max(1e-9, share)));

function judged(model: ContractJudgement['model'], after: Renewals, chance: (renewed: number) => number) {
  let [expected, actual, deviance] = [0, 0, 0];
  after.up.forEach((up, renewals) => {
    const made = after.renewed[renewals] ?? 0;
    const share = chance(renewals);
    expected += up * share;
    actual += made;
    if (up > 0) deviance -= 2 * (made * logOf(share) + (up - made) * logOf(1 - share));
  });
  return { model, expected, actual, deviance };
}

/**
 * Models of contracts fitted to what was known at a cut, judged on the renewals that fell due after it, against one rate for all; the smallest
 * deviance first. A model that cannot be fitted is left out.
 */
export function judgeContractModels(before: ContractOutcomes, after: Renewals): ContractJudgement[] {
  const ended = before.lost.reduce((sum, count) => sum + count, 0);
  const kept = [...before.lost].reduce(
    (sum, count, t) => sum + count * t + (before.still[t] ?? 0) * (t + 1),
    0,
  );
  const models = (['sbg', 'bdw'] as const).flatMap((model) => {
    const fit = fitContractModel({ model, outcomes: before });
    return isRefusal(fit) ? [] : [judged(model, after, (renewed) => retention(fit, renewed))];
  });
  const same = kept + ended === 0 ? [] : [judged('same-rate', after, () => kept / (kept + ended))];
  return [...models, ...same].toSorted((one, other) => one.deviance - other.deviance);
}
