/** Why the gate closes, in the order it asks. The campaign's own control group is last: it holds only people who would have been contacted. */
export const closingCodes = [
  'address-missing',
  'address-invalid',
  'address-shared',
  'suppressed',
  'opposed',
  'consent-withdrawn',
  'consent-missing',
  'pressure',
  'global-holdout',
  'campaign-holdout',
] as const;

export type ClosingCode = (typeof closingCodes)[number];

/** One reason, with the figures that make it readable: `{ code: 'pressure', details: { sent: 3, messagesMax: 3, windowDays: 7 } }`. */
export type Reason = {
  readonly code: ClosingCode;
  readonly details: Readonly<Record<string, string | number>>;
};
