/**
 * Where scores, classes and ranks change, as one computation found or was given them. Four cuts make five scores:
 * the score is 1 plus the number of cuts passed. Money are decimal texts.
 */
export type ScoreCuts = {
  readonly recencyDaysAtMost: readonly number[];
  readonly ordersMoreThan: readonly number[];
  readonly netSalesMoreThan: readonly string[];
};

export type Cuts = ScoreCuts & {
  /** The amount from which a customer is in class A, in B; null when nobody has a positive amount. */
  readonly abcAtLeast: { readonly a: string | null; readonly b: string | null };
  /** The 12-month amounts from which an active customer is top, large, medium; null when nobody is active. */
  readonly rankAtLeast: readonly (string | null)[];
};
