import type { PurchaseHistories } from '#analytics/value';

/** Drawn customers in columns, times in days; `cut…` is what was known of those who were customers at the cut, `after` what followed. */
export type Sample = {
  readonly histories: PurchaseHistories;
  readonly meanAmount: Float64Array;
  readonly cut: PurchaseHistories;
  readonly after: Float64Array;
  /** Everyone's purchase days (days since 1970), and the last day there is. */
  readonly days: readonly (readonly number[])[];
  readonly until: number;
  readonly cutDay: string;
  readonly daysAfter: number;
};
