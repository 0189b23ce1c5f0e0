import { logGamma } from '#analytics/statistics';
import { type Caution, edgeCautions } from './cautions.ts';
import { digamma } from './digamma.ts';
import { type Estimates, estimate, type Likelihood } from './estimates.ts';
import { groupRows, pick } from './group-rows.ts';
import { profileIntervals } from './profile-intervals.ts';
import { correlation } from './correlation.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Mean amount of each customer's purchases and how many it is the mean of; customers with none may stand in the lists (0, anything). */
export type Amounts = { readonly purchases: Float64Array; readonly meanAmount: Float64Array };

/** A fitted gamma–gamma model; `correlation` is Pearson's, between purchases and mean amount. */
export type AmountFit = Estimates & {
  readonly model: 'gamma-gamma';
  readonly customers: number;
  readonly observedMean: number;
  readonly correlation: number;
  readonly cautions: readonly Caution[];
};

/** Correlation from which amounts and frequency cannot be taken as independent. */
const CORRELATED = 0.2;

/**
 * Gamma–gamma model of spend: a purchase is gamma(p, ν), ν is gamma(q, v) over customers; the mean amount of a customer is thus pulled
 * towards that of all, the more the fewer the purchases. Fader & Hardie 2013, note 025, eq. 1a. It holds if amounts do not follow
 * frequency: the fit measures that and cautions. Refuses amounts of 0 or below, fewer than two repeaters, all amounts equal.
 */
export function fitGammaGamma(
  amounts: Amounts,
  choices: { readonly intervals?: 'plain' | 'profile'; readonly confidence?: number } = {},
): AmountFit | Refusal {
  const used = usable(amounts);
  if ('refused' in used) return used;
  const likelihood = amountLikelihood(used);
  const fitted = estimate(likelihood, choices.confidence);
  const { estimates } = fitted;
  if (!Number.isFinite(estimates.logLikelihood) || !estimates.converged) {
    return refuse(
      'no-maximum',
      `gamma-gamma found no best parameters for these ${used.purchases.length} customers.`,
    );
  }
  const together = correlation(used.purchases, used.meanAmount);
  return {
    model: 'gamma-gamma',
    customers: used.purchases.length,
    observedMean: used.meanAmount.reduce((sum, value) => sum + value, 0) / used.meanAmount.length,
    correlation: together,
    ...estimates,
    ...(choices.intervals === 'profile'
      ? { intervals: profileIntervals(likelihood, fitted, choices.confidence) }
      : {}),
    cautions: amountCautions(estimates, together),
  };
}

/**
 * Mean amount expected of each customer's next purchases: p(v + x·z̄)/(px + q − 1), Fader & Hardie 2013 eq. 5; without purchases the mean
 * over all customers, pv/(q−1), or, where the model has none (q ≤ 1), the observed mean.
 */
export function expectedAmounts(
  fit: Pick<AmountFit, 'parameters' | 'observedMean'>,
  { purchases, meanAmount }: Amounts,
): Float64Array {
  const { p = Number.NaN, q = Number.NaN, v = Number.NaN } = fit.parameters;
  return purchases.map((x, i) => {
    if (x === 0) return q > 1 ? (p * v) / (q - 1) : fit.observedMean;
    const weight = p * x + q - 1;
    return weight > 0 ? (p * (v + x * (meanAmount[i] as number))) / weight : (meanAmount[i] as number);
  });
}

function usable({ purchases, meanAmount }: Amounts): Amounts | Refusal {
  if (purchases.length !== meanAmount.length) {
    return refuse('lengths-differ', 'Purchases and mean amounts must have one entry a customer.');
  }
  const rows: number[] = [];
  for (let i = 0; i < purchases.length; i += 1) {
    const x = purchases[i] as number;
    const amount = meanAmount[i] as number;
    if (!Number.isInteger(x) || x < 0) {
      return refuse(
        'impossible-history',
        `Customer ${i + 1} of the list: purchases are 0, 1, 2 …, got ${x}.`,
      );
    }
    if (x === 0) continue;
    if (!(amount > 0) || amount === Infinity) {
      return refuse(
        'amount-not-above-zero',
        `Customer ${i + 1} of the list has a mean amount of ${amount}: only amounts above 0 can be modelled; set returns and gifts aside.`,
        { index: i, amount: Number.isFinite(amount) ? amount : null },
      );
    }
    rows.push(i);
  }
  if (rows.length < 2) {
    return refuse(
      'no-amounts',
      rows.length === 0
        ? 'No customer has a repeat purchase of known amount: at least two are needed.'
        : 'Only one customer has a repeat purchase of known amount: at least two are needed.',
    );
  }
  const kept = Int32Array.from(rows);
  const used = { purchases: pick(purchases, kept), meanAmount: pick(meanAmount, kept) };
  if (used.meanAmount.every((amount) => amount === used.meanAmount[0])) {
    return refuse(
      'all-equal',
      `All ${rows.length} customers spend the same a purchase: there is nothing to estimate.`,
    );
  }
  return used;
}

/** What the likelihood reads of customers: their distinct counts of purchases, and of each distinct history what they spent in all. */
type Spending = {
  readonly counts: Float64Array;
  readonly customersOf: Float64Array;
  readonly purchases: Float64Array;
  readonly spent: Float64Array;
  readonly customers: Float64Array;
  /** Σ x ln(x z̄) and Σ ln z̄ over customers. */
  readonly purchasesLogSpent: number;
  readonly logMeans: number;
};

function spendingOf({ purchases, meanAmount }: Amounts): Spending {
  const groups = groupRows([purchases, meanAmount]);
  const x = pick(purchases, groups.first);
  const z = pick(meanAmount, groups.first);
  const byCount = groupRows([x]);
  const customersOf = new Float64Array(byCount.first.length);
  let [purchasesLogSpent, logMeans] = [0, 0];
  for (let i = 0; i < x.length; i += 1) {
    const [n, mean, weight] = [x[i] as number, z[i] as number, groups.count[i] as number];
    const place = byCount.groupOf[i] as number;
    customersOf[place] = (customersOf[place] as number) + weight;
    purchasesLogSpent += weight * n * Math.log(n * mean);
    logMeans += weight * Math.log(mean);
  }
  return {
    ...{ counts: pick(x, byCount.first), customersOf, purchases: x, customers: groups.count },
    ...{ spent: x.map((n, i) => n * (z[i] as number)), purchasesLogSpent, logMeans },
  };
}

/** From how many customers on a climb starts where one on a part of them ended: most steps are then taken on the part. */
const MANY = 4000;
const PART = 1000;

function startsOf({ purchases, meanAmount }: Amounts): Float64Array[] {
  const mean = meanAmount.reduce((sum, value) => sum + value, 0) / meanAmount.length;
  const usual = [
    [5, 4],
    [1, 2],
    [20, 20],
  ].map(([p = 1, q = 2]) => Float64Array.of(p, q, (mean * (q - 1)) / p).map(Math.log));
  if (purchases.length < MANY) return usual;
  const step = Math.floor(purchases.length / PART);
  const few = (column: Float64Array) => column.filter((_, row) => row % step === 0);
  const part = estimate(amountLikelihood({ purchases: few(purchases), meanAmount: few(meanAmount) }));
  return [part.theta, ...usual];
}

function amountLikelihood(amounts: Amounts): Likelihood {
  const { meanAmount } = amounts;
  const spending = spendingOf(amounts);
  return {
    names: ['p', 'q', 'v'],
    scales: ['log', 'log', 'log'],
    starts: startsOf(amounts),
    observations: meanAmount.length,
    objective: (theta, gradient) => addAmounts(spending, theta.map(Math.exp), gradient),
  };
}

/** ln L and its slope. Gamma functions depend on the number of purchases only, of which there are few; a logarithm a customer is left. */
function addAmounts(spending: Spending, [p = 0, q = 0, v = 0]: Float64Array, gradient: Float64Array): number {
  const { counts, customersOf, purchases, spent, customers } = spending;
  const [logGammaQ, digammaQ, logV] = [logGamma(q), digamma(q), Math.log(v)];
  // (px − 1) ln z + px ln x = px ln(xz) − ln z
  let total = p * spending.purchasesLogSpent - spending.logMeans;
  let [byP, byQ, byV] = [spending.purchasesLogSpent, 0, 0];
  for (let k = 0; k < counts.length; k += 1) {
    const [n, weight] = [counts[k] as number, customersOf[k] as number];
    const digammaSum = digamma(p * n + q);
    total += weight * (logGamma(p * n + q) - logGamma(p * n) - logGammaQ - p * n * logV);
    byP += weight * n * (digammaSum - digamma(p * n) - logV);
    byQ += weight * (digammaSum - digammaQ);
  }
  for (let i = 0; i < spent.length; i += 1) {
    const [n, sum, weight] = [purchases[i] as number, spent[i] as number, customers[i] as number];
    const more = Math.log1p(sum / v);
    total -= weight * (p * n + q) * more;
    byP -= weight * n * more;
    byQ -= weight * more;
    byV += weight * (q / v - (p * n + q) / (v + sum));
  }
  gradient.set([byP * p, byQ * q, byV * v]);
  return total;
}

function amountCautions(estimates: Estimates, together: number): Caution[] {
  const cautions = edgeCautions('gamma-gamma', estimates);
  if (Math.abs(together) > CORRELATED) {
    const more = together > 0 ? 'more' : 'less';
    cautions.push({
      code: 'amount-follows-frequency',
      message: `Customers who buy more often spend ${more} a purchase (correlation ${together.toFixed(2)}): the model takes the two as independent, so value per customer is biased.`,
    });
  }
  if ((estimates.parameters.q ?? 0) <= 1) {
    cautions.push({
      code: 'no-mean-amount',
      message:
        'Amounts differ so much between customers that the model has no mean: the observed mean stands for new customers.',
    });
  }
  return cautions;
}
