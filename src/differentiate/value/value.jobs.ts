import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { orThrow } from '#platform/errors';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { refreshValues, type ValueNeeds } from './refresh-values.ts';
import { lastSnapshotId } from './snapshot.store.ts';

const kind = 'value.refresh';
/** Imports often come several in a row: one computation after the last is enough. */
const quietSeconds = 20;

const Payload = z.object({ asOf: z.iso.datetime().nullable() });
const Cursor = z.object({ snapshotId: z.int() });

/** The computation of value as a job: resumed where it was, cancelled between two steps. */
export function refreshJob(needs: ValueNeeds): AnyJobDefinition {
  return job({
    kind,
    payload: Payload,
    maxAttempts: 3,
    run: async ({ asOf }, context) => {
      const begun = Cursor.safeParse(context.cursor);
      const snapshot = orThrow(
        await refreshValues(needs, {
          asOf: asOf === null ? undefined : new Date(asOf),
          snapshotId: begun.success ? begun.data.snapshotId : undefined,
          signal: context.signal,
          onBegun: (snapshotId) => context.checkpoint({ snapshotId }),
          onStep: (done, total) => context.progress(done, total),
        }),
      );
      return { snapshotId: snapshot.snapshotId, customers: snapshot.customers };
    },
  });
}

/** Asks for a computation at once, now or as of a moment. */
export function askForRefresh(needs: { jobs: Jobs }, asOf: string | undefined): Promise<string> {
  return needs.jobs.enqueue(kind, { asOf: asOf ?? null }, { key: `${kind}:${asOf ?? 'now'}` });
}

/**
 * Asks for one computation soon, whatever the number of changes told meanwhile. The key names the last computation begun:
 * changes before it starts share one job, a change while it runs asks for one more.
 */
export async function refreshSoon(needs: { db: Database; clock: Clock; jobs: Jobs }): Promise<void> {
  await needs.jobs.enqueue(
    kind,
    { asOf: null },
    {
      key: `${kind}:after-${await lastSnapshotId(needs.db)}`,
      runAt: new Date(needs.clock.now().getTime() + quietSeconds * 1000),
    },
  );
}
