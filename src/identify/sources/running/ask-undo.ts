import { type Outcome, refuse } from '#platform/errors';
import { findImport } from '../imports/imports.store.ts';
import type { StartNeeds } from './start-import.ts';

/** Begins undoing an import as a job. Refuses one that is undone, stored nothing, or is being run. */
export async function askUndo(
  importId: number,
  needs: StartNeeds,
): Promise<Outcome<{ readonly importId: number; readonly jobId: string }>> {
  const { database, jobs } = needs;
  const found = await findImport(database.db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  if (found.state === 'undone')
    return refuse('conflict', 'import-already-undone', `Import ${importId} is undone already.`);
  if (found.options.dryRun)
    return refuse(
      'conflict',
      'import-dry-run',
      `Import ${importId} was a dry run: there is nothing to undo.`,
    );
  if (found.state === 'waiting' || found.state === 'running')
    return refuse(
      'conflict',
      'import-running',
      `Import ${importId} is ${found.state}: wait until it ends, or cancel it, then undo it.`,
    );
  const jobId = await jobs.enqueue('import.undo', { importId }, { key: `import.undo:${importId}` });
  return { importId, jobId };
}
