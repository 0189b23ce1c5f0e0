import { type AdjustedDifference, adjustedDifference } from './adjusted-difference.ts';
import { breakEvenResponse } from './break-even-response.ts';
import type { Difference } from './difference.ts';
import { differenceInMeans } from './difference-in-means.ts';
import { differenceInProportions } from './difference-in-proportions.ts';
import { judgeDifference, type Verdict } from './judge-difference.ts';
import { type Profit, profitOfContacts } from './profit-of-contacts.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { marginOfResponders, type Measure, measureOf, responseOf, type TestedArm } from './tested-arm.ts';

/** A difference and what may be said of it. */
export type Judged = { readonly difference: Difference; readonly verdict: Verdict };

/** A measure per customer: the estimate to report (adjusted when a before was given) and the plain one beside it. */
export type MeasuredDifference = Judged & {
  readonly plain: Difference;
  readonly adjusted: AdjustedDifference | null;
};

/** All that a campaign's result page says. Where a measure cannot be compared, the refusal stands in its place. */
export type Effects = {
  readonly treated: number;
  readonly control: number;
  readonly contacts: number;
  readonly confidence: number;
  readonly response: Judged;
  readonly orders: MeasuredDifference | Refusal;
  readonly netSales: MeasuredDifference | Refusal;
  readonly margin: MeasuredDifference | Refusal;
  readonly profit: (Profit & { readonly verdict: Verdict }) | Refusal;
  readonly breakEven: {
    /** Margin of the treated who responded ÷ their number; null when nobody did. */
    readonly marginPerResponse: number | null;
    /** Incremental share that must respond for a contact to pay; null when no share is enough or it is unknown. */
    readonly response: number | null;
  };
  /** That of margin; `too-small-to-tell` when margin cannot be compared. */
  readonly verdict: Verdict;
};

/**
 * Treated against control, as assigned: everybody planned to be treated counts as treated, contacted or not, else the
 * groups are no longer alike. Margin decides the verdict; an effect below the cost per treated customer is too small to matter.
 * Costs and money in one currency, as floating point: these are estimates. `contacts` are those really sent, for the cost;
 * without it, everybody treated. Refuses the whole when an arm is empty, has one person, or holds impossible figures.
 */
export function measureEffects(input: {
  readonly treated: TestedArm;
  readonly control: TestedArm;
  readonly costPerContact: number;
  readonly contacts?: number;
  readonly fixedCost?: number;
  readonly confidence?: number;
}): Effects | Refusal {
  const { confidence = 0.95, costPerContact, fixedCost = 0 } = input;
  const treated = responseOf(input.treated, 'treated');
  if (isRefusal(treated)) return treated;
  const control = responseOf(input.control, 'control');
  if (isRefusal(control)) return control;
  const response = differenceInProportions({ treated, control, confidence });
  if (isRefusal(response)) return response;
  const contacts = input.contacts ?? treated.trials;
  const cost = costPerContact * contacts + fixedCost;
  const refusedCost = refuseCosts({ costPerContact, contacts, fixedCost });
  if (refusedCost !== null) return refusedCost;

  const costPerTreated = cost / treated.trials;
  const compare = (measure: Measure, smallestThatMatters: number | null) =>
    compareMeasure(input, measure, confidence, smallestThatMatters);
  const [orders, netSales] = [compare('orders', null), compare('netSales', null)];
  const margin = compare('margin', costPerTreated);
  const broken = [orders, netSales, margin].filter(isRefusal).find(({ code }) => !NO_SPREAD.has(code));
  if (broken !== undefined) return broken;
  return {
    treated: treated.trials,
    control: control.trials,
    contacts,
    confidence,
    response: { difference: response, verdict: judgeDifference(response) },
    orders,
    netSales,
    margin,
    profit: isRefusal(margin) ? margin : judgedProfit(margin.difference, treated.trials, cost),
    breakEven: breakEvenOf(input.treated, treated.successes, costPerContact),
    verdict: isRefusal(margin) ? 'too-small-to-tell' : margin.verdict,
  };
}

const NO_SPREAD: ReadonlySet<string> = new Set(['all-equal', 'arm-without-spread']);

function refuseCosts(costs: Readonly<Record<string, number>>): Refusal | null {
  for (const [name, value] of Object.entries(costs)) {
    if (!(value >= 0 && Number.isFinite(value))) {
      return refuse('impossible-figure', `${name} is ${value}: give a number of 0 or more.`, { name, value });
    }
  }
  return null;
}

function compareMeasure(
  arms: { readonly treated: TestedArm; readonly control: TestedArm },
  measure: Measure,
  confidence: number,
  smallestThatMatters: number | null,
): MeasuredDifference | Refusal {
  const pair = {
    treated: measureOf(arms.treated, measure),
    control: measureOf(arms.control, measure),
    confidence,
  };
  const plain = differenceInMeans(pair);
  if (isRefusal(plain)) return plain;
  const adjusted = adjustedDifference(pair);
  if (adjusted !== null && isRefusal(adjusted)) return adjusted;
  const difference = adjusted ?? plain;
  return { difference, plain, adjusted, verdict: judgeDifference(difference, smallestThatMatters) };
}

function judgedProfit(margin: Difference, treated: number, cost: number): Effects['profit'] {
  const profit = profitOfContacts({ margin, treated, cost });
  return isRefusal(profit) ? profit : { ...profit, verdict: judgeDifference(profit) };
}

function breakEvenOf(arm: TestedArm, responders: number, costPerContact: number): Effects['breakEven'] {
  if (responders === 0) return { marginPerResponse: null, response: null };
  const marginPerResponse = marginOfResponders(arm) / responders;
  const response = breakEvenResponse({ costPerContact, marginPerResponse });
  return { marginPerResponse, response: response !== null && typeof response === 'object' ? null : response };
}
