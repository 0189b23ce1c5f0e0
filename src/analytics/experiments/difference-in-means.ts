import { varianceOf } from '#analytics/statistics';
import type { Arm, ArmSummary } from './arm.ts';
import { compareMeans, type MeanOfArm } from './compare-means.ts';
import type { Difference } from './difference.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { samplingSkewness } from './sampling-skewness.ts';
import { refuseWithoutSpread } from './spread.ts';
import { summariseArm } from './summarise-arm.ts';

/** Beyond this sampling skewness a handful of big spenders carries the figure, and no interval is to be relied on. */
const MOST_SAMPLING_SKEWNESS = 0.5;

/**
 * Mean of the treated minus mean of the control, per person, with interval, statistic and p-value, by `compareMeans`:
 * Welch (1947), guarded when arms are unequal. Nothing is trimmed or logged, because the total of what people spend, big
 * spenders included, is what pays for the campaign. `method: 'welch'` asks for the textbook interval whatever the arms.
 * Where cubes are known, a difference that few people carry comes with the caution `skewed-and-few`.
 * Refuses what `summariseArm` refuses, and an arm whose values are all equal.
 */
export function differenceInMeans(input: {
  readonly treated: Arm;
  readonly control: Arm;
  readonly confidence?: number;
  readonly method?: 'guarded' | 'welch';
}): Difference | Refusal {
  const treated = summariseArm(input.treated, 'treated');
  if (isRefusal(treated)) return treated;
  const control = summariseArm(input.control, 'control');
  if (isRefusal(control)) return control;
  const flat = refuseWithoutSpread(treated, control);
  if (flat !== null) return flat;
  const { pooled, ...difference } = compareMeans({
    treated: meanOf(treated),
    control: meanOf(control),
    confidence: input.confidence ?? 0.95,
    method: input.method ?? 'guarded',
  });
  const skewness = samplingSkewness(treated.moments, control.moments);
  return {
    ...difference,
    method: pooled ? 'pooled' : 'welch',
    cautions: skewness !== null && Math.abs(skewness) > MOST_SAMPLING_SKEWNESS ? ['skewed-and-few'] : [],
  };
}

function meanOf({ moments }: ArmSummary): MeanOfArm {
  const { count, mean } = moments;
  return { count, mean, variance: varianceOf(moments), weight: 1 / count, degrees: count - 1 };
}
