import type { Interval } from '#analytics/statistics';
import type { Difference } from './difference.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What a campaign brought in and cost, in money, with the interval that the margin's interval gives. */
export type Profit = {
  readonly incrementalMargin: number;
  readonly incrementalMarginInterval: Interval;
  readonly cost: number;
  readonly estimate: number;
  readonly interval: Interval;
  /** Profit per unit of money spent; null when nothing was spent. */
  readonly roi: { readonly estimate: number; readonly interval: Interval } | null;
};

/**
 * Incremental margin − cost: the margin per person gained, times the people treated, less what contacting them cost. The
 * cost is known, so the interval is the margin's, moved and stretched. ROI is profit ÷ cost.
 * Refuses a cost that is negative or not finite.
 */
export function profitOfContacts(input: {
  readonly margin: Pick<Difference, 'estimate' | 'interval'>;
  readonly treated: number;
  readonly cost: number;
}): Profit | Refusal {
  const { margin, treated, cost } = input;
  if (!(cost >= 0 && Number.isFinite(cost))) {
    return refuse('impossible-figure', `The cost is ${cost}: give an amount of 0 or more.`, { cost });
  }
  const gain = (perPerson: number): number => perPerson * treated;
  const spread = (of: (perPerson: number) => number): Interval => ({
    low: of(margin.interval.low),
    high: of(margin.interval.high),
  });
  const profit = (perPerson: number): number => gain(perPerson) - cost;
  const roi = (perPerson: number): number => profit(perPerson) / cost;
  return {
    incrementalMargin: gain(margin.estimate),
    incrementalMarginInterval: spread(gain),
    cost,
    estimate: profit(margin.estimate),
    interval: spread(profit),
    roi: cost > 0 ? { estimate: roi(margin.estimate), interval: spread(roi) } : null,
  };
}
