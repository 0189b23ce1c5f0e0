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
