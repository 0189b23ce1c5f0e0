import { type Database, sql } from '#platform/database';
import type { Import } from '../imports/import.ts';

/** The import of the same file by the same mapping and options that a job is still to run or running. */
export async function selectLiveImport(
  trx: Database,
  like: Pick<Import, 'sourceId' | 'mappingId' | 'fileSha256' | 'options'>,
): Promise<{ importId: number; jobId: string } | undefined> {
  const { rows } = await sql<{ importId: number; jobId: string }>`
    select import_id as "importId", job_id as "jobId" from identify.import
    where source_id = ${like.sourceId} and mapping_id = ${like.mappingId} and file_sha256 = ${like.fileSha256}
      and options @> ${JSON.stringify(like.options)}::jsonb and state in ('waiting', 'running') and job_id is not null
    order by import_id desc limit 1
  `.execute(trx);
  return rows[0];
}
