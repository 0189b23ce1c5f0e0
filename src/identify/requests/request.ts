/** What a person may ask of her data (GDPR, articles 15, 16, 17, 20, 21). */
export const requestKinds = ['access', 'rectification', 'objection', 'portability', 'erasure'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['open', 'running', 'done', 'refused'] as const;
export type RequestState = (typeof requestStates)[number];

/** Months to answer in, and how many more a reason gives (GDPR, article 12 (3)). */
export const legalMonths = { answer: 1, extension: 2 } as const;

/**
 * The day, YYYY-MM-DD, `months` after another: of the same number, or the month's last when it has none (Regulation 1182/71,
 * article 3 (2) c).
 */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
