import { newcombeInterval, normalCdf, type Proportion } from '#analytics/statistics';
import type { Difference } from './difference.ts';
import { type Refusal, refuse } from './refusal.ts';
import { smallestDetectableDifference } from './smallest-detectable-difference.ts';

/**
 * Share of the treated who responded minus share of the control, with the hybrid score interval of Newcombe (1998,
 * method 10) and the pooled z test (the square root of Pearson's χ²). When everybody or nobody responded in both arms
 * the difference is 0, z is 0 and p is 1; the interval still says how far apart the true shares may be.
 * `standardError` is the unpooled one. Refuses an empty arm, a single person, figures that are not counts.
 */
export function differenceInProportions(input: {
  readonly treated: Proportion;
  readonly control: Proportion;
  readonly confidence?: number;
}): Difference | Refusal {
  const { treated, control, confidence = 0.95 } = input;
  const refusal = refuseProportion(treated, 'treated') ?? refuseProportion(control, 'control');
  if (refusal !== null) return refusal;
  const p1 = treated.successes / treated.trials;
  const p2 = control.successes / control.trials;
  const pooled = (treated.successes + control.successes) / (treated.trials + control.trials);
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / treated.trials + 1 / control.trials));
  const z = pooledError > 0 ? (p1 - p2) / pooledError : 0;
  const interval = newcombeInterval(treated, control, confidence);
  const standardError = Math.hypot(errorOf(p1, treated.trials), errorOf(p2, control.trials));
  return {
    method: 'newcombe',
    treated: { count: treated.trials, mean: p1, standardError: errorOf(p1, treated.trials) },
    control: { count: control.trials, mean: p2, standardError: errorOf(p2, control.trials) },
    estimate: p1 - p2,
    standardError,
    interval,
    confidence,
    statistic: z,
    degrees: null,
    p: 2 * normalCdf(-Math.abs(z)),
    smallestDetectable: smallestDetectableDifference({ standardError: pooledError, confidence }),
    cautions: [],
  };
}

function errorOf(share: number, trials: number): number {
  return Math.sqrt((share * (1 - share)) / trials);
}

function refuseProportion({ successes, trials }: Proportion, arm: string): Refusal | null {
  if (trials === 0) {
    return refuse('empty-arm', `Nobody is in the ${arm} arm: there is nothing to compare.`, { arm });
  }
  if (trials === 1) {
    return refuse('one-person-arm', `One person is in the ${arm} arm: a share needs two people at least.`, {
      arm,
    });
  }
  const counts = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (counts && successes >= 0 && trials > 0 && successes <= trials) return null;
  return refuse(
    'impossible-figure',
    `${successes} of ${trials} people responded in the ${arm} arm: not a share of people.`,
    {
      arm,
      successes,
      trials,
    },
  );
}
