export type ConsentStatus = 'granted' | 'withdrawn';

/** One permission given or withdrawn, as it enters the ledger. */
export type NewConsent = {
  readonly personId: number;
  readonly channel: string;
  readonly purpose: string;
  /** '' when the permission is not of one brand. */
  readonly brand: string;
  readonly status: ConsentStatus;
  readonly occurredAt: Date;
  /** Where it was said: a source's name, `unsubscribe link`, `by hand`. */
  readonly source: string;
  readonly line: number | null;
  /** What proves it: wording, form, time, IP, who recorded it. */
  readonly evidence: Readonly<Record<string, unknown>>;
};
