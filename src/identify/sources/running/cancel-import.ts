import { type Outcome, refuse } from '#platform/errors';
import { findImport, moveImport } from '../imports/imports.store.ts';
import type { StartNeeds } from './start-import.ts';

/**
 * Cancels an import: one that waits at once, one that runs after the chunk it is at. What is stored by then stays, and can be
 * undone. Refuses one that has ended, or that the command line runs.
 */
export async function cancelImport(
  importId: number,
  needs: StartNeeds,
): Promise<Outcome<{ importId: number }>> {
  const { database, clock, jobs } = needs;
  const found = await findImport(database.db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  if (found.jobId === null || (found.state !== 'waiting' && found.state !== 'running'))
    return refuse(
      'conflict',
      'import-not-running',
      `Import ${importId} is ${found.state}${found.jobId === null ? ', started by the command line' : ''}: there is nothing to cancel.`,
    );
  const job = await jobs.cancel(found.jobId);
  // A job that had begun moves the import itself, once it has stopped.
  if (job?.state === 'cancelled')
    await moveImport(database.db, importId, { from: ['waiting'], to: 'cancelled', endedAt: clock.now() });
  return { importId };
}
