import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { isRefusal } from '#platform/errors';
import { type AnyJobDefinition, job } from '#platform/jobs';
import { resultPath, runScreening, type ScreeningNeeds } from './run-screening.ts';
import { findScreening, listEndedBefore } from './screenings.store.ts';
import { screeningKind } from './start-screening.ts';

/** Days a result waits to be taken away: it holds people who are not ours. */
const resultDays = 7;

/** A screening as a job: progress is in lines; cut, it begins again. And every night, results that waited long enough go. */
export function screeningJobs(needs: ScreeningNeeds): AnyJobDefinition[] {
  const { db } = needs.server;
  return [
    job({
      kind: screeningKind,
      payload: z.object({ screeningId: z.int() }),
      maxAttempts: 3,
      run: async ({ screeningId }, { signal, progress }) => {
        const screening = await findScreening(db, screeningId);
        if (screening === undefined || screening.state === 'done') return null;
        const done = await runScreening(needs, screening, {
          signal,
          onProgress: ({ read, ...counts }) => progress(read, null, counts),
        });
        return isRefusal(done) ? { refused: done.message } : done;
      },
    }),
    job({
      kind: 'screening.clear',
      payload: z.object({}),
      schedule: '37 3 * * *',
      run: async () => {
        const before = new Date(needs.clock.now().getTime() - resultDays * 86_400_000);
        const old = await listEndedBefore(db, before);
        for (const screeningId of old) await rm(resultPath(needs.folder, screeningId), { force: true });
        return { looked: old.length };
      },
    }),
  ];
}
