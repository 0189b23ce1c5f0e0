import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { listDoneSnapshots, selectSnapshot, type ValueSnapshot } from './snapshot.store.ts';

/** The snapshot asked for, or the newest complete one; refuses when there is none. */
export async function chosenSnapshot(
  needs: { readonly db: Database },
  snapshotId: number | undefined,
): Promise<Outcome<ValueSnapshot>> {
  if (snapshotId === undefined) {
    const [newest] = await listDoneSnapshots(needs.db, 1);
    return (
      newest ??
      refuse(
        'not-found',
        'no-value-yet',
        'Value was not computed yet: refresh it after the first import of sales.',
      )
    );
  }
  const snapshot = await selectSnapshot(needs.db, snapshotId);
  return snapshot?.state === 'done'
    ? snapshot
    : refuse('not-found', 'no-such-snapshot', `There is no complete snapshot ${snapshotId}.`);
}
