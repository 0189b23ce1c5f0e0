import type { Jobs } from '#platform/jobs';
import type { ImportNeeds } from './imports/import.ts';

/** What the edges of imports use. `currency` and `timeZone` are taken where a file says none. */
export type SourcesNeeds = ImportNeeds & {
  readonly jobs: Jobs;
  readonly currency: string;
  readonly timeZone: string;
  /** Largest file taken over HTTP, in bytes; 5 GB when left out. */
  readonly uploadBytesMax?: number;
};
