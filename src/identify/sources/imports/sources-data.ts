import { rm } from 'node:fs/promises';
import type { ErasedCounts, PersonalData, Subject } from '#identify/customers';
import { type Database, type DatabaseTransaction, inTransaction, sql } from '#platform/database';
import { deleteUploads } from '../uploads/uploads.store.ts';
import type { ImportNeeds } from './import.ts';
import { keptPath } from './keep-file.ts';

/**
 * Refused lines that speak of her, and the kept copies of the files she is in. Those copies only serve to resume imports: they go
 * whole, once their imports have ended. What is on its way to be imported keeps its file, and the erasure waits.
 */
export function sourcesData(needs: Pick<ImportNeeds, 'database' | 'folder'>): PersonalData {
  return {
    name: 'identify/sources',
    erase: async (trx, subject) => ({ import_reject: await emptyRejects(trx, subject) }),
    eraseElsewhere: (subject) => removeFiles(needs, subject),
  };
}

/** Imports whose refused lines speak of her: their files have those lines too. Ask before they are emptied. */
export async function findImportsTelling(db: Database, subject: Subject): Promise<number[]> {
  const { rows } = await sql<{ importId: number }>`
    select distinct import_id as "importId" from identify.import_reject where ${speaksOf(subject)}`.execute(
    db,
  );
  return rows.map((row) => row.importId);
}

/** A refused line speaks of her when it tells of her, or has the key of her source as a value. */
function speaksOf({ told, keys }: Subject) {
  const long = keys.filter(({ sourceKey }) => sourceKey.length > 3);
  return sql`(platform.tells(content, ${JSON.stringify(told)}::jsonb) or exists (
    select from jsonb_to_recordset(${JSON.stringify(long)}::jsonb) as k ("sourceId" int, "sourceKey" text)
    join identify.import i on i.source_id = k."sourceId"
    where i.import_id = import_reject.import_id and import_reject.content::jsonb ? k."sourceKey"))`;
}

async function emptyRejects(trx: DatabaseTransaction, subject: Subject): Promise<number> {
  const { numAffectedRows } = await sql`
    update identify.import_reject set content = '[]', message = code where ${speaksOf(subject)}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function removeFiles(
  { database, folder }: Pick<ImportNeeds, 'database' | 'folder'>,
  { importIds }: Subject,
): Promise<ErasedCounts> {
  return inTransaction(database.db, async (trx) => {
    const { rows } = await sql<{ fileId: string; waiting: number | null }>`
      select i.file_sha256 as "fileId", max(o.import_id) filter (where o.state in ('waiting', 'running', 'undoing')) as waiting
      from identify.import i join identify.import o on o.file_sha256 = i.file_sha256
      where i.import_id = any (${importIds}::bigint[]) group by i.file_sha256`.execute(trx);
    const needed = rows.find((row) => row.waiting !== null);
    if (needed !== undefined)
      throw new Error(`Import ${needed.waiting} still needs a file that has lines of the person to erase.`);
    await deleteUploads(
      trx,
      rows.map((row) => row.fileId),
    );
    for (const { fileId } of rows) await rm(keptPath(folder, fileId), { force: true });
    return { files: rows.length };
  });
}
