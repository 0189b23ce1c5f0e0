import { asAmountParameters, type ShrunkAmounts, shrunkAmountError } from '#analytics/value';
import type { Fitted } from './api.ts';

type Amounts = NonNullable<Fitted['amounts']>;

const shrunkOf = ({ parameters, standardErrors, customers }: Amounts): ShrunkAmounts => {
  const { mean = 0, within = 0, between = 0 } = parameters;
  return { customers, mean, within, between, standardError: standardErrors['mean'] ?? 0 };
};

/** p, q and v of p(v + x·z̄)/(px + q − 1), what a purchase of a customer of x repeats of mean z̄ is expected at, by either way of expecting. */
export function amountParameters(amounts: Amounts): { p: number; q: number; v: number } {
  if (amounts.model === 'shrunk-mean') return asAmountParameters(shrunkOf(amounts));
  const { p = 0, q = 0, v = 0 } = amounts.parameters;
  return { p, q, v };
}

/** What a purchase of a customer without a repeat is expected at; null without a way of expecting. */
export function baseAmount(amounts: Fitted['amounts']): number | null {
  if (amounts === null) return null;
  const { p, q, v } = amountParameters(amounts);
  return q > 1 ? (p * v) / (q - 1) : amounts.observedMean;
}

/**
 * What a purchase of each customer is expected at, by their repeats and the mean amount of these: gamma–gamma (the own mean, drawn towards that of all the
 * more the fewer the purchases; Fader & Hardie 2013, eq. 5) or by credibility, the same formula.
 */
export function expectedAmounts(
  amounts: Amounts,
  repeats: Float64Array,
  meanAmount: Float64Array,
): Float64Array {
  const { p, q, v } = amountParameters(amounts);
  const base = baseAmount(amounts) ?? 0;
  return repeats.map((x, row) => {
    const mean = meanAmount[row] ?? 0;
    if (x === 0 || mean <= 0) return base;
    const weight = p * x + q - 1;
    return weight <= 0 ? mean : (p * (v + x * mean)) / weight;
  });
}

/** Where the mean of a customer's purchases lies, 95 %, by their repeats; null where only the total's error is known. */
export function amountInterval(amounts: Fitted['amounts'], repeats: number, expected: number | null) {
  if (amounts?.model !== 'shrunk-mean' || expected === null) return null;
  const off = 1.96 * shrunkAmountError(shrunkOf(amounts), repeats);
  return { low: Math.max(0, expected - off), high: expected + off };
}

/** Standard error of the mean amount as a part of it; 0 for gamma–gamma, whose error the days held out tell. */
export function amountRelativeError(amounts: Fitted['amounts']): number {
  if (amounts?.model !== 'shrunk-mean') return 0;
  const { mean, standardError } = shrunkOf(amounts);
  return mean > 0 ? standardError / mean : 0;
}
