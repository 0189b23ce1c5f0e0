import { z } from 'zod';
import type { Clock } from '../clock/index.ts';
import type { Database } from '../database/index.ts';
import { forgetOldReplies } from '../http/index.ts';
import { type AnyJobDefinition, job } from '../jobs/index.ts';

/** What an installation does for itself, hour by hour. */
export function operationsJobs({ db, clock }: { db: Database; clock: Clock }): AnyJobDefinition[] {
  return [
    job({
      kind: 'http.forget-replies',
      payload: z.object({}),
      schedule: '17 * * * *',
      run: async () => ({ forgotten: await forgetOldReplies(db, clock.now()) }),
    }),
  ];
}
