import { type Refusal, refuse } from './refusal.ts';

/**
 * Contracts by their number of periods: `lost[t]` ended at the renewal after t + 1 periods; `still[t]` were last seen renewed t + 1
 * times (still on). Customers never up for renewal say nothing and are left out. Cohorts of any age add up.
 */
export type ContractOutcomes = { readonly lost: Float64Array; readonly still: Float64Array };

/** One cohort from its survivors at each renewal, the first entry being those acquired: 1000, 869, 743 … */
export function outcomesOfSurvivors(survivors: ArrayLike<number>): ContractOutcomes | Refusal {
  const periods = survivors.length - 1;
  if (periods < 1) return refuse('no-contracts', 'Give those acquired and at least one renewal.');
  for (let t = 0; t <= periods; t += 1) {
    const now = survivors[t] as number;
    if (!(now >= 0) || now === Infinity || now > (survivors[Math.max(0, t - 1)] as number)) {
      return refuse(
        'impossible-survivors',
        `Survivors can only fall, and not below 0: entry ${t + 1} is ${now}.`,
        { index: t },
      );
    }
  }
  const still = new Float64Array(periods);
  still[periods - 1] = survivors[periods] as number;
  return {
    lost: Float64Array.from(
      { length: periods },
      (_, t) => (survivors[t] as number) - (survivors[t + 1] as number),
    ),
    still,
  };
}

/** Several cohorts as one. */
export function joinOutcomes(cohorts: readonly ContractOutcomes[]): ContractOutcomes {
  const periods = cohorts.reduce((most, { lost }) => Math.max(most, lost.length), 0);
  const joined = { lost: new Float64Array(periods), still: new Float64Array(periods) };
  for (const { lost, still } of cohorts) {
    for (let t = 0; t < lost.length; t += 1) {
      joined.lost[t] = (joined.lost[t] as number) + (lost[t] as number);
      joined.still[t] = (joined.still[t] as number) + (still[t] ?? 0);
    }
  }
  return joined;
}

/** Refuses outcomes that cannot be, or from which churn cannot be estimated; null when it can. */
export function checkOutcomes({ lost, still }: ContractOutcomes): Refusal | null {
  if (lost.length !== still.length || lost.length === 0) {
    return refuse(
      'lengths-differ',
      'Lost and still renewed need one entry for each of the same periods, at least one.',
    );
  }
  const wrong = [...lost, ...still].find((value) => !(value >= 0) || value === Infinity);
  if (wrong !== undefined) {
    return refuse('impossible-survivors', `Numbers of contracts are 0 or more, got ${wrong}.`);
  }
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  if (sum(lost) === 0) return refuse('no-loss', 'No contract ended yet: nothing tells how long they last.');
  const up = renewals({ lost, still });
  if (up.filter((count) => count > 0).length < 2) {
    return refuse('all-equal', 'One renewal seen: two are needed to tell how customers differ.');
  }
  const kept = lost.map((count, t) => (up[t] as number) - count);
  if (sum(kept) === 0)
    return refuse('all-equal', 'Every contract ended at its first renewal: nothing tells how they differ.');
  return null;
}

/** How many contracts came up for renewal after t + 1 periods. */
export function renewals({ lost, still }: ContractOutcomes): Float64Array {
  const up = new Float64Array(lost.length);
  let later = 0;
  for (let t = lost.length - 1; t >= 0; t -= 1) {
    later += (lost[t] as number) + (still[t] as number);
    up[t] = later;
  }
  return up;
}
