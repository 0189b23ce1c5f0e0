import type { PurchaseHistories } from '#analytics/value';
import type { Drawn } from './histories.warehouse.ts';

const day = 86_400_000;

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

/** The last day models may see (ISO), and how many are left to judge them by. */
export type Cut = { readonly cutDay: string; readonly daysAfter: number };

/** Histories by purchase days, seen on the day `until`; everyone has bought by then. */
const seenOn = (bought: readonly (readonly number[])[], until: number): PurchaseHistories => ({
  repeats: Float64Array.from(bought, (days) => days.length - 1),
  lastAt: Float64Array.from(bought, (days) => (days.at(-1) ?? 0) - (days[0] ?? 0)),
  observedFor: Float64Array.from(bought, (days) => until - (days[0] ?? 0)),
});

/** Drawn customers as models take them: all that is known up to a moment, and apart from it what was known at the cut. */
export function sampleOf(drawn: readonly Drawn[], { asOf, cutDay, daysAfter }: Cut & { asOf: Date }): Sample {
  const until = Math.floor(asOf.getTime() / day);
  const cut = Date.parse(cutDay) / day;
  const days = drawn.map((one) => one.days);
  const bought = days.filter(([first = 0]) => first <= cut);
  const known = bought.map((all) => all.filter((one) => one <= cut));
  return {
    histories: seenOn(days, until),
    meanAmount: Float64Array.from(drawn, (one) => one.mean_amount),
    cut: seenOn(known, cut),
    after: Float64Array.from(bought, (all, row) => all.length - (known[row]?.length ?? 0)),
    ...{ days, until, cutDay, daysAfter },
  };
}
