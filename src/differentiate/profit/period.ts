/** A stretch of time, its end not included. */
export type Period = { readonly from: Date; readonly until: Date };

const day = 86_400_000;

/** The twelve months up to a moment, the moment included, as the value of that moment counts them. */
export function yearUpTo(asOf: Date): Period {
  const from = new Date(asOf);
  from.setUTCMonth(from.getUTCMonth() - 12);
  // The last day of a month a year ago that has fewer days: 29 February gives 28 February, as the warehouse counts.
  if (from.getUTCDate() !== asOf.getUTCDate()) from.setUTCDate(0);
  return { from: new Date(from.getTime() + 1), until: new Date(asOf.getTime() + 1) };
}

/** Whole days (UTC), both included. */
export function daysBetween(first: string, last: string): Period {
  return { from: new Date(`${first}T00:00:00Z`), until: new Date(Date.parse(`${last}T00:00:00Z`) + day) };
}

/** The part of a period within days that may be open; undefined when they do not meet. */
export function within(
  period: Period,
  days: { from: string | null; until: string | null },
): Period | undefined {
  const from = days.from === null ? period.from : daysBetween(days.from, days.from).from;
  const until = days.until === null ? period.until : daysBetween(days.until, days.until).until;
  const both = {
    from: from > period.from ? from : period.from,
    until: until < period.until ? until : period.until,
  };
  return both.from < both.until ? both : undefined;
}
