import { varianceOf } from '#analytics/statistics';
import type { Arm, ArmSummary, BeforeMoments } from './arm.ts';
import { compareMeans, type MeanOfArm } from './compare-means.ts';
import type { Difference } from './difference.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { refuseWithoutSpread } from './spread.ts';
import { summariseArm } from './summarise-arm.ts';

/** A difference freed from what the arms already differed by before the contact. */
export type AdjustedDifference = Difference & {
  readonly method: 'lin';
  /** Extra margin after, for one more before, in each arm. */
  readonly slopes: { readonly treated: number; readonly control: number };
  /** Share of the variance that the adjustment explains: 0.3 means 30 % fewer people would do. */
  readonly varianceRemoved: number;
};

/**
 * Treated − control adjusted by a figure known before the contact (CUPED: Deng, Xu, Kohavi & Walker 2013), with a slope
 * of its own in each arm (Lin 2013, Annals of Applied Statistics 7:295–318), which with unequal arms never does worse than
 * no adjustment in large samples; one shared slope can (Freedman 2008). Each arm's mean is moved along its line to the
 * pre-period mean of everybody; its squared error is the line's at that point, guarded as in
 * `compareMeans` when arms are unequal. From values or sums alike.
 * Null when a before is missing on either side, an arm has fewer than four people, or the line leaves no error to estimate.
 * Refuses as `differenceInMeans`.
 */
export function adjustedDifference(input: {
  readonly treated: Arm;
  readonly control: Arm;
  readonly confidence?: number;
  readonly method?: 'guarded' | 'welch';
}): AdjustedDifference | Refusal | null {
  const treated = summariseArm(input.treated, 'treated');
  if (isRefusal(treated)) return treated;
  const control = summariseArm(input.control, 'control');
  if (isRefusal(control)) return control;
  const flat = refuseWithoutSpread(treated, control);
  if (flat !== null) return flat;
  if (treated.before === null || control.before === null) return null;
  if (treated.moments.count < 4 || control.moments.count < 4) return null;
  const count = treated.moments.count + control.moments.count;
  const centre =
    (treated.before.mean * treated.moments.count + control.before.mean * control.moments.count) / count;
  const one = meanAt(centre, treated, treated.before);
  const two = meanAt(centre, control, control.before);
  if (!(one.variance > 0 && two.variance > 0)) return null;
  return differenceOf(treated, control, one, two, input.confidence ?? 0.95, input.method ?? 'guarded');
}

type MeanAt = MeanOfArm & { readonly slope: number };

function meanAt(centre: number, { moments }: ArmSummary, before: BeforeMoments): MeanAt {
  const { count, mean, sumOfSquaredDeviations: total } = moments;
  const flat = !(before.sumOfSquaredDeviations > 0);
  const slope = flat ? 0 : before.sumOfCoDeviations / before.sumOfSquaredDeviations;
  const left = total - slope * before.sumOfCoDeviations;
  const residual = left > 1e-12 * total ? left : 0;
  const away = centre - before.mean;
  const weight = 1 / count + (flat ? 0 : (away * away) / before.sumOfSquaredDeviations);
  return {
    slope,
    count,
    mean: mean + slope * away,
    variance: residual / (count - 2),
    weight,
    degrees: count - 2,
  };
}

function differenceOf(
  treated: ArmSummary,
  control: ArmSummary,
  one: MeanAt,
  two: MeanAt,
  confidence: number,
  method: 'guarded' | 'welch',
): AdjustedDifference {
  const { pooled: _, ...difference } = compareMeans({
    treated: one,
    control: two,
    confidence,
    method,
  });
  const unadjusted = varianceOf(treated.moments) * one.weight + varianceOf(control.moments) * two.weight;
  const residual = one.variance * one.weight + two.variance * two.weight;
  return {
    ...difference,
    method: 'lin',
    cautions: [],
    slopes: { treated: one.slope, control: two.slope },
    varianceRemoved: 1 - residual / unadjusted,
  };
}
