import { access } from 'node:fs/promises';
import { type Outcome, refuse } from '#platform/errors';
import { keptPath } from '../imports/keep-file.ts';
import type { ImportNeeds } from '../imports/import.ts';
import type { SourceFile } from '../reading/read-bytes.ts';
import { selectUpload, type Upload } from './uploads.store.ts';

/** The upload of that content and where it is kept; refuses one that was never sent, or is gone. */
export async function findUpload(
  fileId: string,
  needs: Pick<ImportNeeds, 'database' | 'folder'>,
): Promise<Outcome<{ readonly upload: Upload; readonly file: SourceFile }>> {
  const upload = await selectUpload(needs.database.db, fileId);
  const path = keptPath(needs.folder, fileId);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (upload === undefined || !there) return noSuchFile(fileId);
  return { upload, file: { path, name: upload.name } };
}

export const noSuchFile = (fileId: string) =>
  refuse('not-found', 'no-such-file', `There is no file ${fileId}. Send it again.`, { fileId });
