import { type Database, sql } from '#platform/database';
import { Mapping } from '../mapping/mapping.ts';
import type { Import, ImportCounts, ImportOptions, ImportState } from './import.ts';

type Row = Record<string, unknown> & { mapping: unknown; options: Partial<ImportOptions> };

const columns = sql`
  i.import_id as "importId", i.source_id as "sourceId", s.name as "sourceName", i.mapping_id as "mappingId",
  m.definition as mapping, i.file_name as "fileName", i.file_bytes as "fileBytes",
  i.file_sha256 as "fileSha256", i.options, i.state, i.read, i.accepted, i.rejected, i.duplicate, i.repeats, i.erased, i.error,
  i.job_id as "jobId", i.created_by as "createdBy", i.created_at as "createdAt", i.ended_at as "endedAt",
  i.undone_at as "undoneAt"
  from identify.import i join identify.source s using (source_id) join identify.mapping m on m.mapping_id = i.mapping_id`;

function parse(row: Row): Import {
  const { dryRun = false, dropRepeats = false } = row.options;
  return {
    ...row,
    mapping: Mapping.parse(row.mapping),
    options: { dryRun, dropRepeats },
  } as unknown as Import;
}

/** Stores a new import, waiting. Answers its number. */
export async function insertImport(
  db: Database,
  input: Pick<
    Import,
    'sourceId' | 'mappingId' | 'fileName' | 'fileBytes' | 'fileSha256' | 'options' | 'createdBy' | 'createdAt'
  >,
): Promise<number> {
  const { rows } = await sql<{ importId: number }>`
    insert into identify.import
      (source_id, mapping_id, file_name, file_bytes, file_sha256, options, state, created_by, created_at)
    values (${input.sourceId}, ${input.mappingId}, ${input.fileName}, ${input.fileBytes},
      ${input.fileSha256}, ${JSON.stringify(input.options)}::jsonb, 'waiting', ${input.createdBy}, ${input.createdAt})
    returning import_id as "importId"
  `.execute(db);
  return rows[0]?.importId ?? 0;
}

export async function findImport(db: Database, importId: number): Promise<Import | undefined> {
  const { rows } = await sql<Row>`select ${columns} where i.import_id = ${importId}`.execute(db);
  return rows[0] && parse(rows[0]);
}

/** The unfinished import of the same file by the same mapping and options, if a crash left one that no job will take up. */
export async function findUnfinished(
  db: Database,
  like: Pick<Import, 'sourceId' | 'mappingId' | 'fileSha256' | 'options'>,
): Promise<Import | undefined> {
  const { rows } = await sql<Row>`
    select ${columns}
    where i.source_id = ${like.sourceId} and i.mapping_id = ${like.mappingId} and i.file_sha256 = ${like.fileSha256}
      and i.options @> ${JSON.stringify(like.options)}::jsonb and i.state in ('waiting', 'running', 'failed') and i.job_id is null
    order by i.import_id desc limit 1
  `.execute(db);
  return rows[0] && parse(rows[0]);
}

/** Imports of a source, other than this one, that were cut off in the middle of a chunk or of being undone. */
export async function findInterrupted(
  db: Database,
  of: { readonly sourceId: number; readonly importId: number },
): Promise<{ importId: number; state: ImportState }[]> {
  const { rows } = await sql<{ importId: number; state: ImportState }>`
    select i.import_id as "importId", i.state from identify.import i
    where i.source_id = ${of.sourceId} and i.import_id <> ${of.importId} and i.state <> 'undone'
      and (i.state = 'undoing' or exists
        (select from identify.import_chunk c where c.import_id = i.import_id and c.state = 'planned'))
    order by i.import_id
  `.execute(db);
  return rows;
}

/** Moves an import to a state, if it is in one of `from`. Answers whether it was. */
export async function moveImport(
  db: Database,
  importId: number,
  move: {
    readonly from: readonly ImportState[];
    readonly to: ImportState;
    readonly error?: string | null;
    readonly endedAt?: Date | null;
    readonly undoneAt?: Date | null;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identify.import set state = ${move.to}, error = ${move.error ?? null},
      ended_at = coalesce(${move.endedAt ?? null}, ended_at), undone_at = ${move.undoneAt ?? null}
    where import_id = ${importId} and state = any (${move.from}::text[])
  `.execute(db);
  return numAffectedRows === 1n;
}

export async function setImportJob(db: Database, importId: number, jobId: string): Promise<void> {
  await sql`update identify.import set job_id = ${jobId} where import_id = ${importId}`.execute(db);
}

export async function addImportCounts(db: Database, importId: number, counts: ImportCounts): Promise<void> {
  await sql`
    update identify.import set read = read + ${counts.read}, accepted = accepted + ${counts.accepted},
      rejected = rejected + ${counts.rejected}, duplicate = duplicate + ${counts.duplicate}, repeats = repeats + ${counts.repeats}
    where import_id = ${importId}
  `.execute(db);
}

/** Counts lines about people who were erased. */
export async function addErasedLines(trx: Database, importId: number, lines: number): Promise<void> {
  if (lines === 0) return;
  await sql`update identify.import set erased = erased + ${lines} where import_id = ${importId}`.execute(trx);
}
