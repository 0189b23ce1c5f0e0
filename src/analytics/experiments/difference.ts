import type { Interval } from '#analytics/statistics';

/** How a difference was estimated: see README. */
export type DifferenceMethod = 'welch' | 'pooled' | 'lin' | 'newcombe';

/** Something a reader should know before trusting the interval. */
export type Caution = 'skewed-and-few';

/** One arm's people, mean and its standard error (adjusted ones when the method adjusts). */
export type ArmMean = { readonly count: number; readonly mean: number; readonly standardError: number };

/**
 * Treated − control, in the unit of the measure per person (proportions: a share between −1 and 1).
 * Every figure is finite. `p` is two-sided against "no difference"; `smallestDetectable` is the difference this
 * sample would have shown four times in five; `degrees` is null for a normal statistic.
 */
export type Difference = {
  readonly method: DifferenceMethod;
  readonly treated: ArmMean;
  readonly control: ArmMean;
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly confidence: number;
  readonly statistic: number;
  readonly degrees: number | null;
  readonly p: number;
  readonly smallestDetectable: number;
  readonly cautions: readonly Caution[];
};
