import { z } from 'zod';
import { isRefusal } from '#platform/errors';
import { type AnyJobDefinition, job } from '#platform/jobs';
import { clearArchives, purgeSilent } from './retention/purge-silent.ts';
import { type RunNeeds, runRequest } from './run-request.ts';
import { findUnfinishedErasures } from './erasing/erasures.store.ts';
import { runErasures } from './erasing/run-erasures.ts';

/** Carrying out requests and purging, as jobs: taken up again after a crash until they are through. */
export function requestJobs(needs: RunNeeds): AnyJobDefinition[] {
  return [
    job({
      kind: 'request.run',
      payload: z.object({ requestId: z.int(), by: z.string() }),
      // A file with her lines may be waiting to be imported: with doubling waits this is about a day.
      maxAttempts: 30,
      run: async ({ requestId, by }, { signal }) => {
        const ran = await runRequest(needs, { requestId, by, signal });
        // Trying again would be refused again: the request says why, and stays open.
        return isRefusal(ran) ? { requestId, refused: ran.code } : { requestId, state: ran.state };
      },
    }),
    job({
      kind: 'retention.purge',
      payload: z.object({ by: z.string() }),
      run: ({ by }, { signal, progress }) => purgeSilent(needs, { by, signal, onProgress: progress }),
    }),
    job({
      kind: 'privacy.tidy',
      payload: z.object({}),
      schedule: '25 4 * * *',
      run: async (_, { signal }) => {
        await runErasures(needs, await findUnfinishedErasures(needs.database.db), signal);
        return { archives: await clearArchives(needs) };
      },
    }),
  ];
}
