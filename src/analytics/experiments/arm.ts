import type { Moments, Sums, Values } from '#analytics/statistics';

/** What is known of the same people before the contact: any figure the contact cannot have changed. */
export type BeforeSums = {
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Σ value × before, person by person. */
  readonly sumOfProducts: number;
};

/** A measure of one arm, person by person (people who did nothing included, as 0) … */
export type ArmValues = { readonly values: Values; readonly before?: Values };

/** … or as the sums a database returns. `sumOfCubes` tells how skewed the difference is. */
export type ArmSums = Sums & { readonly before?: BeforeSums };

/** One arm of one measure, either way. */
export type Arm = ArmValues | ArmSums;

/** Pre-period figures of an arm about their means. */
export type BeforeMoments = {
  readonly mean: number;
  readonly sumOfSquaredDeviations: number;
  readonly sumOfCoDeviations: number;
};

/** An arm checked and reduced: at least two people, every figure finite. */
export type ArmSummary = {
  readonly name: string;
  readonly moments: Moments;
  readonly before: BeforeMoments | null;
};
