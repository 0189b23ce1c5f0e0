import { type Database, sql } from '#platform/database';
import type { FieldMeasure } from './api.ts';
import type { QualitySettings } from './settings.ts';

export type Measures = Readonly<Record<string, Omit<FieldMeasure, 'field'>>>;

export type Scan = {
  readonly scanId: number;
  readonly sourceId: number;
  readonly importId: number | null;
  readonly records: number;
  readonly measures: Measures;
  readonly endedAt: Date;
};

const columns = sql`
  scan_id as "scanId", source_id as "sourceId", import_id as "importId", records, measures, ended_at as "endedAt"
  from identify.quality_scan`;

/** Begins to look at a source; what an earlier scan left half done is forgotten. */
export async function beginScan(
  db: Database,
  input: { readonly sourceId: number; readonly settings: QualitySettings; readonly at: Date },
): Promise<number> {
  await sql`delete from identify.quality_scan
    where source_id = ${input.sourceId} and import_id is null and state = 'running'`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into identify.quality_scan (source_id, state, settings, started_at)
    values (${input.sourceId}, 'running', ${JSON.stringify(input.settings)}::jsonb, ${input.at})
    returning scan_id as id
  `.execute(db);
  return rows[0]?.id ?? 0;
}

/** The settings of a scan that is still running, or undefined when there is no such scan (any more). */
export async function findRunningScan(
  db: Database,
  scanId: number,
): Promise<{ settings: QualitySettings; startedAt: Date } | undefined> {
  const { rows } = await sql<{ settings: QualitySettings; startedAt: Date }>`
    select settings, started_at as "startedAt" from identify.quality_scan
    where scan_id = ${scanId} and state = 'running'
  `.execute(db);
  return rows[0];
}

/** Makes a scan the one that counts, with its figures; the source's earlier ones go, their findings with them. */
export async function publishScan(
  trx: Database,
  input: {
    readonly scanId: number;
    readonly sourceId: number;
    readonly records: number;
    readonly measures: Measures;
    readonly at: Date;
  },
): Promise<void> {
  await sql`update identify.quality_scan
    set state = 'done', records = ${input.records}, measures = ${JSON.stringify(input.measures)}::jsonb, ended_at = ${input.at}
    where scan_id = ${input.scanId}`.execute(trx);
  await sql`delete from identify.quality_scan
    where source_id = ${input.sourceId} and import_id is null and scan_id <> ${input.scanId}`.execute(trx);
}

/** Stores what one import brought; the same import again replaces it. */
export async function saveImportScan(
  trx: Database,
  input: {
    readonly sourceId: number;
    readonly importId: number;
    readonly settings: QualitySettings;
    readonly records: number;
    readonly measures: Measures;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into identify.quality_scan (source_id, import_id, state, settings, records, measures, started_at, ended_at)
    values (${input.sourceId}, ${input.importId}, 'done', ${JSON.stringify(input.settings)}::jsonb, ${input.records},
      ${JSON.stringify(input.measures)}::jsonb, ${input.at}, ${input.at})
    on conflict (import_id) where import_id is not null do update set settings = excluded.settings,
      records = excluded.records, measures = excluded.measures, started_at = excluded.started_at, ended_at = excluded.ended_at
  `.execute(trx);
}

/** Imports of a source that were looked at with these settings. */
export async function importsScanned(
  db: Database,
  of: { readonly sourceId: number; readonly settings: QualitySettings },
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select import_id as id from identify.quality_scan
    where source_id = ${of.sourceId} and import_id is not null and settings = ${JSON.stringify(of.settings)}::jsonb
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Forgets what undone imports had brought. */
export async function keepImportScans(
  trx: Database,
  of: { readonly sourceId: number; readonly importIds: readonly number[] },
): Promise<void> {
  await sql`delete from identify.quality_scan where source_id = ${of.sourceId} and import_id is not null
    and not import_id = any (${of.importIds}::bigint[])`.execute(trx);
}

/** The scan that counts of each source. */
export async function currentScans(db: Database): Promise<Map<number, Scan>> {
  const { rows } = await sql<Scan>`select ${columns} where import_id is null and state = 'done'`.execute(db);
  return new Map(rows.map((row) => [row.sourceId, row]));
}

/** What each import of a source brought, in the order they came. */
export async function scansOfImports(db: Database, sourceId: number): Promise<Scan[]> {
  const { rows } = await sql<Scan>`
    select ${columns} where source_id = ${sourceId} and import_id is not null order by import_id`.execute(db);
  return rows;
}

/** The number of the last scan of a source, 0 before the first: what a request for another is keyed on. */
export async function lastScanId(db: Database, sourceId: number): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(scan_id) as id from identify.quality_scan where source_id = ${sourceId} and import_id is null`.execute(
    db,
  );
  return rows[0]?.id ?? 0;
}
