import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inTransaction } from '#platform/database';
import type { ImportNeeds } from '../imports/import.ts';
import { deleteUploads, findNeeded } from './uploads.store.ts';

/** Days a file nobody imports is kept. */
const keptDays = 30;

/**
 * Removes files that were sent, or half sent, more than thirty days ago and that no import names. Sending one again starts
 * its time anew. Answers how many.
 */
export async function clearUploads(
  needs: Pick<ImportNeeds, 'database' | 'clock' | 'folder'>,
): Promise<number> {
  const folder = join(needs.folder, 'imports');
  const before = needs.clock.now().getTime() - keptDays * 86_400_000;
  const old: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true && found.mtimeMs < before) old.push(name);
  }
  return inTransaction(needs.database.db, async (trx) => {
    const needed = await findNeeded(trx, old);
    const useless = old.filter((name) => !needed.has(name));
    await deleteUploads(trx, useless);
    for (const name of useless) await rm(join(folder, name), { force: true });
    return useless.length;
  });
}
