import type { Jobs } from '#platform/jobs';
import type { RunNeeds } from './run-request.ts';

/** What requests are made of. */
export type RequestsNeeds = RunNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> };
