import { type Database, sql } from '#platform/database';
import type { ImportState } from '../imports/import.ts';

/** An import as lists show it: without the mapping's document. */
export type ImportRow = {
  readonly importId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly mappingId: number;
  readonly mappingName: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly dryRun: boolean;
  readonly dropRepeats: boolean;
  readonly state: ImportState;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly repeats: number;
  readonly erased: number;
  readonly error: string | null;
  readonly jobId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly undoneAt: Date | null;
};

export type ImportFilter = {
  readonly search?: string | undefined;
  readonly sourceId?: number | undefined;
  readonly state?: ImportState | undefined;
};

const columns = sql`
  i.import_id as "importId", i.source_id as "sourceId", s.name as "sourceName", i.mapping_id as "mappingId",
  m.name as "mappingName", i.file_sha256 as "fileId", i.file_name as "fileName", i.file_bytes as "fileBytes",
  coalesce((i.options->>'dryRun')::boolean, false) as "dryRun",
  coalesce((i.options->>'dropRepeats')::boolean, false) as "dropRepeats", i.state, i.read, i.accepted, i.rejected,
  i.duplicate, i.repeats, i.erased, i.error, i.job_id as "jobId", i.created_by as "createdBy", i.created_at as "createdAt",
  i.ended_at as "endedAt", i.undone_at as "undoneAt"`;

const from = sql`
  from identify.import i join identify.source s using (source_id) join identify.mapping m on m.mapping_id = i.mapping_id`;

const matching = ({ search = '', sourceId, state }: ImportFilter) => sql`
  (${sourceId ?? null}::int is null or i.source_id = ${sourceId ?? null})
  and (${state ?? null}::text is null or i.state = ${state ?? null})
  and strpos(lower(i.file_name || ' ' || s.name), lower(${search})) > 0`;

/** Imports in the order they were asked for, or the other way round, on from the one numbered `after`. */
export async function selectImports(
  db: Database,
  filter: ImportFilter & {
    readonly sort: 'newest' | 'oldest';
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<ImportRow[]> {
  const place = filter.after ?? null;
  const newest = filter.sort === 'newest';
  const { rows } = await sql<ImportRow>`
    select ${columns} ${from}
    where ${matching(filter)}
      and (${place}::bigint is null or ${newest ? sql`i.import_id < ${place}` : sql`i.import_id > ${place}`})
    order by i.import_id ${newest ? sql`desc` : sql`asc`} limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function countImports(db: Database, filter: ImportFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total ${from} where ${matching(filter)}`.execute(db);
  return rows[0]?.total ?? 0;
}

export async function selectImport(db: Database, importId: number): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select ${columns} ${from} where i.import_id = ${importId}`.execute(
    db,
  );
  return rows[0];
}

/** Why lines of an import were refused, the most frequent reason first. */
export async function countReasons(
  db: Database,
  importId: number,
): Promise<{ code: string; column: string | null; lines: number }[]> {
  const { rows } = await sql<{ code: string; column: string | null; lines: number }>`
    select code, column_name as "column", count(*) as lines from identify.import_reject
    where import_id = ${importId} group by code, column_name order by lines desc, code, column_name limit 100
  `.execute(db);
  return rows;
}

export async function countSources(db: Database, search = ''): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from identify.source where strpos(lower(name), lower(${search})) > 0`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

/** How many mappings there are, versions of one counted once. */
export async function countMappings(
  db: Database,
  filter: { readonly search?: string | undefined; readonly sourceId?: number | undefined },
): Promise<number> {
  const { search = '', sourceId = null } = filter;
  const { rows } = await sql<{ total: number }>`
    select count(distinct (m.source_id, m.name)) as total
    from identify.mapping m join identify.source s using (source_id)
    where (${sourceId}::int is null or m.source_id = ${sourceId})
      and strpos(lower(s.name || ' ' || m.name), lower(${search})) > 0
  `.execute(db);
  return rows[0]?.total ?? 0;
}

/** The versions of the mapping that this one is a version of, newest first. */
export async function selectVersions(
  db: Database,
  mappingId: number,
): Promise<{ mappingId: number; version: number; createdAt: Date }[]> {
  const { rows } = await sql<{ mappingId: number; version: number; createdAt: Date }>`
    select v.mapping_id as "mappingId", v.version, v.created_at as "createdAt"
    from identify.mapping m join identify.mapping v on v.source_id = m.source_id and v.name = m.name
    where m.mapping_id = ${mappingId} order by v.version desc limit 200
  `.execute(db);
  return rows;
}

/** Holds a source for the rest of the transaction: its mappings are changed by one at a time. */
export async function lockSource(trx: Database, sourceId: number): Promise<void> {
  await sql`select from identify.source where source_id = ${sourceId} for update`.execute(trx);
}
