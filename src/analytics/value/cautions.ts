import type { Estimates } from './estimates.ts';
import type { PurchaseHistories } from './purchase-histories.ts';

/** A sentence on what the data do that the model assumes they do not; the figures stand, with that in mind. */
export type Caution = {
  readonly code:
    | 'few-repeaters'
    | 'contract-like'
    | 'more-regular'
    | 'at-an-edge'
    | 'flat-likelihood'
    | 'amount-follows-frequency'
    | 'no-mean-amount'
    | 'season-not-seen';
  readonly message: string;
};

const FEW = 50;
/** An interval whose ends differ by this factor says nothing. */
const WIDE = 1000;

/** What to say of a fit of repeat buying. */
export function cautionsOf(model: string, histories: PurchaseHistories, estimates: Estimates): Caution[] {
  const cautions: Caution[] = [];
  const repeaters = histories.repeats.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0);
  if (repeaters < FEW) {
    cautions.push({
      code: 'few-repeaters',
      message: `Only ${repeaters} of ${histories.repeats.length} customers bought again: the parameters lean on them alone.`,
    });
  }
  if (looksLikeContracts(histories)) {
    cautions.push({
      code: 'contract-like',
      message:
        'Customers buy at nearly the same steady pace, as with a subscription: use a contract model (sbg).',
    });
  }
  return [...cautions, ...edgeCautions(model, estimates)];
}

/** What to say when a parameter has no maximum inside, or no curvature. */
export function edgeCautions(model: string, { edges, standardErrors, intervals }: Estimates): Caution[] {
  if (edges.length > 0) {
    const message = `${edges.join(', ')} of ${model} ran to the edge of what is searched: customers differ less (or more) than it assumes, and these values mean little.`;
    return [{ code: 'at-an-edge', message }];
  }
  const unknown = Object.keys(standardErrors).filter((name) => {
    const interval = intervals[name];
    // Coefficients of covariates (named with a dot) may well hold 0.
    return !interval || (!name.includes('.') && interval.high > WIDE * interval.low);
  });
  if (unknown.length === 0) return [];
  const message = `The data hardly tell ${unknown.join(', ')} of ${model}: customers may all be alike in it. Forecasts hold better than these values.`;
  return [{ code: 'flat-likelihood', message }];
}

/**
 * Random buying makes the mean gap t_x/x of customers with k repeats vary by at least 1/√k of its mean, more as customers differ;
 * a spread under half of that is a clock. Judged on customers with 3 repeats or more, when there are at least 20.
 */
function looksLikeContracts({ repeats, lastAt }: PurchaseHistories): boolean {
  let [customers, mean, squares, expected] = [0, 0, 0, 0];
  for (let i = 0; i < repeats.length; i += 1) {
    const x = repeats[i] as number;
    if (x < 3) continue;
    const gap = (lastAt[i] as number) / x;
    customers += 1;
    const change = gap - mean;
    mean += change / customers;
    squares += change * (gap - mean);
    expected += 1 / x;
  }
  if (customers < 20) return false;
  return squares / customers / mean ** 2 < (0.25 * expected) / customers;
}
