/** What the demo did and found, beside the truth that only the simulator knows. */
export type DemoReport = {
  readonly people: number;
  readonly seed: number;
  readonly files: number;
  readonly lines: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly duplicate: number;
  };
  readonly persons: number;
  readonly customers: number;
  readonly audience: number;
  readonly sent: number;
  readonly control: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly letters: number;
  readonly reactions: Readonly<Record<string, number>>;
  /** Margin per treated customer over the window, in euros. */
  readonly effect: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  readonly verdict: string;
  readonly headline: { readonly fr: string; readonly en: string };
  readonly profit: {
    readonly estimate: number;
    readonly low: number;
    readonly high: number;
    readonly cost: number;
    readonly roi: number | null;
  } | null;
  readonly truth: { readonly effect: number; readonly responseRate: number };
};
