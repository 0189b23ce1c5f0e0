import { basename } from 'node:path';
import { isRefusal, type Outcome } from '#platform/errors';
import { compileMapping } from '../mapping/compile-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { openRows } from '../reading/open-rows.ts';
import type { SourceFile } from '../reading/read-bytes.ts';
import { saveMapping } from '../save-mapping.ts';
import { findUnfinished, insertImport } from './imports.store.ts';
import type { ImportCounts, ImportNeeds, ImportOptions, OnProgress } from './import.ts';
import { keepFile } from './keep-file.ts';
import { runImport } from './run-import.ts';

export type ImportReceipt = ImportCounts & {
  readonly importId: number;
  readonly seconds: number;
  readonly dryRun: boolean;
  /** Lines about people who were erased; said when there are any. */
  readonly erased?: number;
};

/**
 * Imports a file in this process: keeps the mapping and a copy of the file, and runs to the end. The same command after a
 * crash takes up the import that was cut off. Refuses a file without the mapped columns before anything is stored.
 */
export async function importFile(
  input: {
    readonly file: string;
    readonly mapping: Mapping;
    /** Another source than the mapping's. */
    readonly source?: string;
    readonly by?: string;
    readonly signal?: AbortSignal;
    readonly chunkRows?: number;
  } & Partial<ImportOptions>,
  needs: ImportNeeds,
  onProgress?: OnProgress,
): Promise<Outcome<ImportReceipt>> {
  const started = performance.now();
  const { clock, database, folder } = needs;
  const mapping = input.source === undefined ? input.mapping : { ...input.mapping, source: input.source };
  const file = { path: input.file, name: basename(input.file) };
  const fault = await checkColumns(file, mapping);
  if (fault !== undefined) return fault;
  const kept = await keepFile({ name: file.name, content: file.path }, folder);
  const { sourceId, mappingId } = await saveMapping(mapping, { db: database.db, clock });
  const options = { dryRun: input.dryRun ?? false, dropRepeats: input.dropRepeats ?? false };
  const like = { sourceId, mappingId, fileSha256: kept.sha256, options };
  const importId =
    (await findUnfinished(database.db, like))?.importId ??
    (await insertImport(database.db, {
      ...like,
      fileName: kept.name,
      fileBytes: kept.bytes,
      createdBy: input.by ?? 'command line',
      createdAt: clock.now(),
    }));
  const { signal, chunkRows } = input;
  const done = await runImport({ importId, signal, chunkRows, onProgress }, needs);
  if (isRefusal(done)) return done;
  const { read, accepted, rejected, duplicate, repeats, erased } = done;
  const seconds = Math.round(performance.now() - started) / 1000;
  const receipt = { importId, read, accepted, rejected, duplicate, repeats, seconds, dryRun: options.dryRun };
  return erased > 0 ? { ...receipt, erased } : receipt;
}

/** The refusal when the file cannot be opened as the mapping says, or lacks columns; nothing is stored for it. */
export async function checkColumns(file: SourceFile, mapping: Mapping) {
  const rows = await openRows(file, mapping.format);
  if (isRefusal(rows)) return rows;
  await rows.batches.return(undefined);
  const compiled = compileMapping(mapping, rows.columns, file.name);
  return isRefusal(compiled) ? compiled : undefined;
}
