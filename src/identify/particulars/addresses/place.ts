import type { Problem } from '../problem.ts';

/** What is known of a postcode and a town together. `corrected`: the true ones are certain; `doubtful`: kept as they were said. */
export type Place = {
  readonly postcode: string;
  /** In capitals, with CEDEX where there is one. */
  readonly locality: string;
  /** A former commune or district named instead of the commune: goes on line 5. */
  readonly formerly: string;
  readonly state: 'valid' | 'corrected' | 'doubtful' | 'unknown';
  readonly problems: readonly Problem[];
};
