import type { Proportion, Values } from '#analytics/statistics';
import type { Arm } from './arm.ts';
import { type Refusal, refuse } from './refusal.ts';

/** One arm, customer by customer: five lists in the same order, people who did nothing included as 0. */
export type ArmOfCustomers = {
  /** 1 for a customer who responded, 0 for one who did not. */
  readonly response: Values;
  readonly orders: Values;
  readonly netSales: Values;
  readonly margin: Values;
  /** Margin of the same customers over a period that ended before the contact: sharpens every other figure. */
  readonly marginBefore?: Values;
};

/** A measure of one arm as a database sums it. Σv³ and Σv·before are optional and sharpen the interval. */
export type MeasureSums = {
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly sumOfCubes?: number;
  readonly sumOfProductsWithBefore?: number;
};

/** One arm in one line of a query. */
export type ArmOfTotals = {
  readonly customers: number;
  readonly responders: number;
  readonly orders: MeasureSums;
  readonly netSales: MeasureSums;
  readonly margin: MeasureSums;
  /** Margin of the responders alone, for the margin per response; without it everybody's margin stands in. */
  readonly marginOfResponders?: number;
  readonly marginBefore?: { readonly sum: number; readonly sumOfSquares: number };
};

/** One arm of a campaign, either way. */
export type TestedArm = ArmOfCustomers | ArmOfTotals;

/** The measures that are means of amounts or counts. */
export type Measure = 'orders' | 'netSales' | 'margin';

/** One measure of a tested arm, as the estimators take it. */
export function measureOf(arm: TestedArm, measure: Measure): Arm {
  if ('response' in arm) {
    return { values: arm[measure], ...(arm.marginBefore === undefined ? {} : { before: arm.marginBefore }) };
  }
  const { sumOfProductsWithBefore, ...sums } = arm[measure];
  if (arm.marginBefore === undefined || sumOfProductsWithBefore === undefined) {
    return { count: arm.customers, ...sums };
  }
  return {
    count: arm.customers,
    ...sums,
    before: { ...arm.marginBefore, sumOfProducts: sumOfProductsWithBefore },
  };
}

/**
 * Responders among an arm's customers. Refuses lists of different lengths, and a response that is neither 0 nor 1.
 */
export function responseOf(arm: TestedArm, name: string): Proportion | Refusal {
  if (!('response' in arm)) return { successes: arm.responders, trials: arm.customers };
  const { response, orders, netSales, margin, marginBefore } = arm;
  for (const list of [orders, netSales, margin, marginBefore ?? margin]) {
    if (list.length !== response.length) {
      return refuse(
        'lengths-differ',
        `The lists of the ${name} arm have ${response.length} and ${list.length} customers: give every list one value per customer.`,
        { arm: name },
      );
    }
  }
  let successes = 0;
  for (let index = 0; index < response.length; index += 1) {
    const value = response[index];
    if (value !== 0 && value !== 1) {
      return refuse(
        'not-zero-or-one',
        `Response ${index + 1} of the ${name} arm is ${value}, neither 0 nor 1.`,
        {
          arm: name,
          position: index + 1,
        },
      );
    }
    successes += value;
  }
  return { successes, trials: response.length };
}

/** Margin earned from an arm's responders: what a response is worth is this ÷ responders. Inputs already checked. */
export function marginOfResponders(arm: TestedArm): number {
  if (!('response' in arm)) return arm.marginOfResponders ?? arm.margin.sum;
  let sum = 0;
  for (let index = 0; index < arm.response.length; index += 1) {
    if (arm.response[index] === 1) sum += arm.margin[index] ?? 0;
  }
  return sum;
}
