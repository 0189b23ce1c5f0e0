import { inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Jobs } from '#platform/jobs';
import type { ImportNeeds, ImportOptions } from '../imports/import.ts';
import { checkColumns } from '../imports/import-file.ts';
import { insertImport, setImportJob } from '../imports/imports.store.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { orUnreadable } from '../reading/unreadable.ts';
import { saveMapping } from '../save-mapping.ts';
import { findMapping } from '../sources.store.ts';
import { findUpload, noSuchFile } from '../uploads/find-upload.ts';
import { holdUpload } from '../uploads/uploads.store.ts';
import { selectLiveImport } from './live-imports.store.ts';

/** Starting needs no warehouse: the job has it. */
export type StartNeeds = Pick<ImportNeeds, 'database' | 'clock' | 'folder'> & { readonly jobs: Jobs };

/**
 * Begins importing an uploaded file as a job. The mapping is saved first; the same file, mapping and options asked for twice
 * while the first still waits or runs is one import. Refuses a file or mapping that is not there, and columns the
 * file does not have, before anything is stored.
 */
export async function startImport(
  input: {
    readonly fileId: string;
    /** A new mapping, or the number of a saved one. */
    readonly mapping: Mapping | number;
    readonly options: ImportOptions;
    readonly by: string;
  },
  needs: StartNeeds,
): Promise<Outcome<{ readonly importId: number; readonly jobId: string }>> {
  const { database, clock, jobs } = needs;
  const found = await findUpload(input.fileId, needs);
  if (isRefusal(found)) return found;
  const mapping = await mappingOf(input.mapping, needs);
  if (isRefusal(mapping)) return mapping;
  const fault = await orUnreadable(found.file, () => checkColumns(found.file, mapping));
  if (fault !== undefined) return fault;
  const { upload } = found;
  return inTransaction(database.db, async (trx) => {
    // Held until the import names it: nobody clears the file away meanwhile.
    if (!(await holdUpload(trx, upload.fileId))) return noSuchFile(upload.fileId);
    // Saving holds the row of the source: whoever asks for the same at the same moment comes after.
    const { sourceId, mappingId } = await saveMapping(mapping, { db: trx, clock });
    const like = { sourceId, mappingId, fileSha256: upload.fileId, options: input.options };
    const live = await selectLiveImport(trx, like);
    if (live !== undefined) return live;
    const importId = await insertImport(trx, {
      ...like,
      fileName: upload.name,
      fileBytes: upload.bytes,
      createdBy: input.by,
      createdAt: clock.now(),
    });
    const jobId = await jobs.enqueue(
      'import.run',
      { importId },
      { key: `import.run:${importId}`, within: trx },
    );
    await setImportJob(trx, importId, jobId);
    return { importId, jobId };
  });
}

async function mappingOf(given: Mapping | number, needs: StartNeeds): Promise<Outcome<Mapping>> {
  if (typeof given !== 'number') return given;
  const stored = await findMapping(needs.database.db, given);
  return stored?.definition ?? refuse('not-found', 'no-such-mapping', `There is no mapping ${given}.`);
}
