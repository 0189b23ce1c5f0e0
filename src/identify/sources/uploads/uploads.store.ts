import { type Database, sql } from '#platform/database';

/** A file somebody sent, kept under the hash of its content. */
export type Upload = {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
};

/** Notes an upload; the same content again takes the newer name. */
export async function saveUpload(db: Database, upload: Upload): Promise<void> {
  await sql`
    insert into identify.upload (file_id, file_name, file_bytes, uploaded_by, uploaded_at)
    values (${upload.fileId}, ${upload.name}, ${upload.bytes}, ${upload.uploadedBy}, ${upload.uploadedAt})
    on conflict (file_id) do update set file_name = excluded.file_name,
      uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at
  `.execute(db);
}

export async function selectUpload(db: Database, fileId: string): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`
    select file_id as "fileId", file_name as name, file_bytes as bytes, uploaded_by as "uploadedBy",
      uploaded_at as "uploadedAt"
    from identify.upload where file_id = ${fileId}
  `.execute(db);
  return rows[0];
}

/** Keeps an upload where it is until the transaction ends; false when it is gone. */
export async function holdUpload(trx: Database, fileId: string): Promise<boolean> {
  const { rows } = await sql`select from identify.upload where file_id = ${fileId} for share`.execute(trx);
  return rows.length > 0;
}

/** Of these contents, those that an import names, or that somebody is about to import. */
export async function findNeeded(trx: Database, fileIds: readonly string[]): Promise<Set<string>> {
  const given = JSON.stringify(fileIds);
  const free = await sql<{ fileId: string }>`
    select file_id as "fileId" from identify.upload
    where file_id in (select jsonb_array_elements_text(${given}::jsonb)) for update skip locked`.execute(trx);
  const { rows } = await sql<{ fileId: string }>`
    select given as "fileId" from jsonb_array_elements_text(${given}::jsonb) as given
    where given in (select file_sha256 from identify.import)
      or given in (select file_id from identify.upload)
        and given not in (select jsonb_array_elements_text(${JSON.stringify(free.rows.map((row) => row.fileId))}::jsonb))
  `.execute(trx);
  return new Set(rows.map((row) => row.fileId));
}

export async function deleteUploads(trx: Database, fileIds: readonly string[]): Promise<void> {
  await sql`delete from identify.upload
    where file_id in (select jsonb_array_elements_text(${JSON.stringify(fileIds)}::jsonb))`.execute(trx);
}
