import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { learnSourceTrust } from './learn-source-trust.ts';

const kind = 'customers.trust';
/** Rates of error move slowly: one learning after a series of imports is enough. */
const quietSeconds = 60;

/** Learning how often each source is right, as a job; cut, it begins again. */
export function trustJob(needs: {
  readonly server: DatabaseServer;
  readonly clock: Clock;
}): AnyJobDefinition {
  return job({
    kind,
    payload: z.object({}),
    maxAttempts: 3,
    run: (_, { signal }) => learnSourceTrust(needs.server, { at: needs.clock.now(), signal }),
  });
}

/** Asks for it soon, once whatever the number of changes meanwhile. */
export async function learnTrustSoon(needs: {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
}): Promise<void> {
  const runAt = new Date(needs.clock.now().getTime() + quietSeconds * 1000);
  await needs.jobs.enqueue(kind, {}, { key: kind, runAt });
}
