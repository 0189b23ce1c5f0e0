import { normalCdf, normalQuantile } from '#analytics/statistics';
import type { Difference } from './difference.ts';
import { dunnettMultiplier, dunnettProbability } from './dunnett.ts';
import { holmCorrection } from './holm.ts';
import { judgeDifference, type Verdict } from './judge-difference.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** A treatment's difference to the control, its p-value and verdict given that it is one of several. */
export type Comparison = {
  readonly name: string;
  readonly difference: Difference;
  readonly correctedP: number;
  readonly verdict: Verdict;
};

/** How chance is shared among several treatments. */
export type Correction = 'dunnett' | 'holm' | 'none';

/**
 * Several treatments against one control, each already compared with `compare` (any estimator of this module).
 * `dunnett` (the default) widens every interval so that all hold at once with the confidence, and corrects p to match:
 * each comparison is run again at the per-comparison confidence Dunnett's multiplier amounts to. `holm` corrects p only:
 * intervals stay those of one comparison, and a verdict other than `too-small-to-tell` then also needs correctedP below
 * 1 − confidence. `none` is for one question asked beforehand. Refuses an empty list, and as `compare` refuses.
 */
export function compareTreatments<Arm>(input: {
  readonly control: Arm;
  readonly treatments: ReadonlyArray<{ readonly name: string; readonly arm: Arm }>;
  readonly compare: (pair: { treated: Arm; control: Arm; confidence: number }) => Difference | Refusal;
  readonly confidence?: number;
  readonly correction?: Correction;
  readonly smallestThatMatters?: number;
}): readonly Comparison[] | Refusal {
  const { treatments, control, compare, confidence = 0.95, correction = 'dunnett' } = input;
  if (treatments.length === 0)
    return refuse('empty-arm', 'No treatment was given to compare with the control.');
  const compareAll = (level: number): readonly Difference[] | Refusal => {
    const answers = treatments.map(({ arm }) => compare({ treated: arm, control, confidence: level }));
    return answers.find(isRefusal) ?? answers.filter((answer): answer is Difference => !isRefusal(answer));
  };
  const alone = compareAll(confidence);
  if (isRefusal(alone)) return alone;
  const loadings = alone.map(loadingOfControl);
  const widened =
    correction === 'dunnett'
      ? compareAll(1 - 2 * normalCdf(-dunnettMultiplier(confidence, loadings)))
      : alone;
  if (isRefusal(widened)) return widened;
  const correctedP = correctP(
    widened.map((difference) => difference.p),
    correction,
    loadings,
  );
  return widened.map((difference, index) => {
    const p = correctedP[index] ?? 1;
    const alike = judgeDifference(difference, input.smallestThatMatters ?? null);
    const claims = alike === 'effect' || alike === 'harm';
    const verdict = correction === 'holm' && claims && p >= 1 - confidence ? 'too-small-to-tell' : alike;
    return { name: treatments[index]?.name ?? '', difference, correctedP: p, verdict };
  });
}

/** How much of a difference's error is the control's: its square is the correlation that shared control brings. */
function loadingOfControl({ method, treated, control, standardError }: Difference): number {
  if (method === 'newcombe') return Math.sqrt(treated.count / (treated.count + control.count));
  return control.standardError / standardError;
}

function correctP(
  p: readonly number[],
  correction: Correction,
  loadings: readonly number[],
): ArrayLike<number> {
  if (correction === 'none') return p;
  if (correction === 'holm') return holmCorrection(p);
  return p.map((value) => {
    const z = Math.min(38, -normalQuantile(value / 2));
    return Math.max(value, 1 - dunnettProbability(z, loadings));
  });
}
