import type { Amounts } from './gamma-gamma.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * What a purchase is worth where no model of amounts holds: the mean of the base, its standard error, and how amounts vary, as variances of a purchase
 * about its customer's mean (`within`) and of customers' means (`between`).
 */
export type ShrunkAmounts = {
  readonly customers: number;
  readonly mean: number;
  readonly standardError: number;
  readonly within: number;
  readonly between: number;
};

/**
 * Credibility (Bühlmann & Straub 1970; Bühlmann & Gisler 2005, ch. 4): a customer's amount is expected at Z·z̄ + (1 − Z)·mean, Z = x/(x + within/between).
 * Takes no distribution. Both variances come from the customers' means alone, whose squared distance from the base's is between + within/x: a straight line
 * in 1/x by least squares, neither below 0. Where counts do not differ, all of it is taken as chance, and everybody is expected at the mean of the base.
 * Customers without a purchase may stand in the lists. Refuses fewer than two customers with an amount. O(customers).
 */
export function shrinkAmounts({ purchases, meanAmount }: Amounts): ShrunkAmounts | Refusal {
  const rows = [...purchases.keys()].filter((i) => (purchases[i] ?? 0) > 0 && (meanAmount[i] ?? 0) > 0);
  if (rows.length < 2)
    return refuse(
      'no-amounts',
      `${rows.length} customer with a repeat purchase of known amount: at least two are needed.`,
    );
  const counts = Float64Array.from(rows, (row) => purchases[row] ?? 1);
  const means = Float64Array.from(rows, (row) => meanAmount[row] ?? 0);
  const { within, between } = variances(counts, means);
  const weights = counts.map((x) => (between > 0 ? (x * between) / (x * between + within) : x));
  const all = sum(weights);
  const mean = sum(means.map((amount, i) => amount * (weights[i] ?? 0))) / all;
  const standardError = Math.sqrt((between > 0 ? between : within) / all);
  return { customers: rows.length, mean, standardError, within, between };
}

/** The parameters with which `expectedAmounts` gives Z·z̄ + (1 − Z)·mean: both are weighted means of what is known of all and of one. */
export function asAmountParameters({
  mean,
  within,
  between,
}: Pick<ShrunkAmounts, 'mean' | 'within' | 'between'>) {
  // Without a difference between customers a mean of ever so many purchases is worth nothing against that of all.
  const purchasesOfAll = between > 0 ? within / between : 1e12;
  return { p: 1, q: purchasesOfAll + 1, v: purchasesOfAll * mean };
}

/** Standard error of the amount expected of a customer of x purchases: what stays unknown of their own mean (τ²(1 − Z)), and, as far as they lean on it, of the base's. */
export function shrunkAmountError(
  { standardError, within, between }: ShrunkAmounts,
  purchases: number,
): number {
  const own = between > 0 ? (purchases * between) / (purchases * between + within) : 0;
  return Math.hypot(Math.sqrt(between * (1 - own)), (1 - own) * standardError);
}

function variances(counts: Float64Array, means: Float64Array): { within: number; between: number } {
  const customers = counts.length;
  const middle = sum(means) / customers;
  const squares = means.map((amount) => ((amount - middle) ** 2 * customers) / (customers - 1));
  const inverses = counts.map((x) => 1 / x);
  const [far, square] = [sum(inverses) / customers, sum(squares) / customers];
  const spread = sum(inverses.map((inverse) => (inverse - far) ** 2));
  const together = sum(inverses.map((inverse, i) => (inverse - far) * ((squares[i] ?? 0) - square)));
  const slope = spread > 1e-12 ? together / spread : Infinity;
  if (slope <= 0) return { within: 0, between: square };
  const between = square - slope * far;
  if (between > 0) return { within: slope, between };
  const within =
    sum(squares.map((one, i) => one * (inverses[i] ?? 0))) / sum(inverses.map((one) => one ** 2));
  return { within, between: 0 };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
