import { studentCdf, studentQuantile, upperProbability, welchDifference } from '#analytics/statistics';
import type { Difference } from './difference.ts';
import { smallestDetectableDifference } from './smallest-detectable-difference.ts';

/** A mean, the variance of one person about it, what that weighs in the mean's squared error (1/n), and its degrees. */
export type MeanOfArm = {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
  readonly weight: number;
  readonly degrees: number;
};

/** Arms closer in size than this are compared by Welch alone: the two errors then agree. */
const UNEQUAL_FROM = 1.5;

/**
 * Treated − control for two estimated means. Arms of like size: Welch (1947).
 * A control group much smaller than the treated: Student's pooled error. A small control that happens to hold no big
 * spender has both a low mean and a low variance, so by Welch it is surest when it is most wrong: its 95 % interval held the
 * truth in 82–91 % of idle 90/10 markets of 2 000 simulated people. The pooled variance, that of the randomisation itself when nothing has
 * an effect, does not fall with the control's luck, and an effect, which makes the treated buy more and vary more, errs on the safe side.
 * A treated group much smaller than the control: the larger of the two errors, since there an effect could make the pooled one too small.
 * Figures in README.
 */
export function compareMeans(input: {
  readonly treated: MeanOfArm;
  readonly control: MeanOfArm;
  readonly confidence: number;
  readonly method: 'guarded' | 'welch';
}): Omit<Difference, 'method' | 'cautions'> & { readonly pooled: boolean } {
  const { treated, control, confidence } = input;
  const welch = welchDifference(estimated(treated), estimated(control), confidence);
  const degrees = treated.degrees + control.degrees;
  const pooledVariance = (treated.variance * treated.degrees + control.variance * control.degrees) / degrees;
  const pooledError = Math.sqrt(pooledVariance * (treated.weight + control.weight));
  const smallControl = treated.count >= UNEQUAL_FROM * control.count;
  const smallTreated = control.count >= UNEQUAL_FROM * treated.count;
  const pooled =
    input.method === 'guarded' && (smallControl || (smallTreated && pooledError > welch.standardError));
  const standardError = pooled ? pooledError : welch.standardError;
  const used = pooled ? student(welch.estimate, pooledError, degrees, confidence) : welch;
  return {
    treated: armMean(treated),
    control: armMean(control),
    estimate: welch.estimate,
    standardError,
    interval: used.interval,
    confidence,
    statistic: used.t,
    degrees: used.degrees,
    p: used.p,
    smallestDetectable: smallestDetectableDifference({ standardError, confidence }),
    pooled,
  };
}

const estimated = ({ mean, variance, weight, degrees }: MeanOfArm) => ({
  mean,
  squaredError: variance * weight,
  degrees,
});

const armMean = ({ count, mean, variance, weight }: MeanOfArm) => ({
  count,
  mean,
  standardError: Math.sqrt(variance * weight),
});

function student(estimate: number, standardError: number, degrees: number, confidence: number) {
  const t = estimate / standardError;
  const half = studentQuantile(upperProbability(confidence), degrees) * standardError;
  return {
    t,
    degrees,
    p: 2 * studentCdf(-Math.abs(t), degrees),
    interval: { low: estimate - half, high: estimate + half },
  };
}
