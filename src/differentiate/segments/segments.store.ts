import type { Condition } from '#differentiate/attributes';
import { type Database, sql } from '#platform/database';
import type { Segment, SegmentVersion } from './segment.ts';

const columns = sql`
  segment_id as "segmentId", name, condition, version, created_by as "createdBy",
  created_at as "createdAt", changed_at as "changedAt", archived_at as "archivedAt"
`;

type Change = { name: string; condition: Condition; by: string; at: Date };

/** Stores a new segment; `undefined` when a living one has the name. */
export async function insertSegment(db: Database, change: Change): Promise<Segment | undefined> {
  const { rows } = await sql<Segment>`
    insert into differentiate.segment (name, condition, created_by, created_at, changed_at)
    values (${change.name}, ${JSON.stringify(change.condition)}::jsonb, ${change.by}, ${change.at}, ${change.at})
    on conflict (lower(name)) where archived_at is null do nothing
    returning ${columns}
  `.execute(db);
  return rows[0];
}

/** Writes the next version of a living segment, if it still is at `version`; `undefined` when somebody was faster. */
export async function updateSegment(
  db: Database,
  segmentId: number,
  version: number,
  change: Change,
): Promise<Segment | undefined> {
  const { rows } = await sql<Segment>`
    update differentiate.segment
    set name = ${change.name}, condition = ${JSON.stringify(change.condition)}::jsonb,
        version = version + 1, changed_at = ${change.at}
    where segment_id = ${segmentId} and version = ${version} and archived_at is null
    returning ${columns}
  `.execute(db);
  return rows[0];
}

export async function insertVersion(db: Database, segment: Segment, by: string): Promise<void> {
  await sql`
    insert into differentiate.segment_version (segment_id, version, name, condition, changed_by, changed_at)
    values (${segment.segmentId}, ${segment.version}, ${segment.name}, ${JSON.stringify(segment.condition)}::jsonb,
            ${by}, ${segment.changedAt})
  `.execute(db);
}

export async function selectSegment(db: Database, segmentId: number): Promise<Segment | undefined> {
  const { rows } = await sql<Segment>`
    select ${columns} from differentiate.segment where segment_id = ${segmentId}
  `.execute(db);
  return rows[0];
}

export async function selectSegments(db: Database, segmentIds: readonly number[]): Promise<Segment[]> {
  const { rows } = await sql<Segment>`
    select ${columns} from differentiate.segment where segment_id = any(${[...segmentIds]}::int[])
  `.execute(db);
  return rows;
}

export async function segmentNamed(db: Database, name: string): Promise<Segment | undefined> {
  const { rows } = await sql<Segment>`
    select ${columns} from differentiate.segment where lower(name) = lower(${name}) and archived_at is null
  `.execute(db);
  return rows[0];
}

export async function selectVersions(db: Database, segmentId: number): Promise<SegmentVersion[]> {
  const { rows } = await sql<SegmentVersion>`
    select version, name, condition, changed_by as "changedBy", changed_at as "changedAt"
    from differentiate.segment_version where segment_id = ${segmentId} order by version desc
  `.execute(db);
  return rows;
}

/** Living segments whose condition names this one, at any depth of the tree. */
export async function segmentsUsing(
  db: Database,
  segmentId: number,
): Promise<{ segmentId: number; name: string }[]> {
  const { rows } = await sql<{ segmentId: number; name: string }>`
    select segment_id as "segmentId", name from differentiate.segment
    where archived_at is null
      and jsonb_path_exists(condition, '$.** ? (@.segment == $id)', jsonb_build_object('id', ${segmentId}::int))
    order by name
  `.execute(db);
  return rows;
}

export async function archiveRow(db: Database, segmentId: number, at: Date): Promise<void> {
  await sql`
    update differentiate.segment set archived_at = ${at}, changed_at = ${at}
    where segment_id = ${segmentId} and archived_at is null
  `.execute(db);
}

/** Changes of the tree of segments are made one at a time, so that two of them cannot close a circle together. */
export async function lockSegments(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('differentiate.segments'))`.execute(trx);
}

export type SegmentPage = {
  search: string;
  sort: 'name' | '-name' | 'changedAt' | '-changedAt';
  archived: boolean;
  limit: number;
  after: { key: string; segmentId: number } | undefined;
};

const orders = {
  name: { key: sql`lower(name)`, compare: sql`>`, direction: sql`asc` },
  '-name': { key: sql`lower(name)`, compare: sql`<`, direction: sql`desc` },
  changedAt: {
    key: sql`to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
    compare: sql`>`,
    direction: sql`asc`,
  },
  '-changedAt': {
    key: sql`to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
    compare: sql`<`,
    direction: sql`desc`,
  },
};

/** One page of segments, and how many match in all. */
export async function listSegmentRows(
  db: Database,
  page: SegmentPage,
): Promise<{ rows: (Segment & { key: string })[]; total: number }> {
  const { key, compare, direction } = orders[page.sort];
  const matching = sql`
    (archived_at is not null) = ${page.archived}
    and unaccent(lower(name)) like '%' || unaccent(lower(${page.search.replace(/[\\%_]/g, '\\$&')})) || '%'
  `;
  const after = page.after
    ? sql`and (${key}, segment_id) ${compare} (${page.after.key}, ${page.after.segmentId}::int)`
    : sql``;
  const { rows } = await sql<Segment & { key: string }>`
    select ${columns}, ${key} as key from differentiate.segment
    where ${matching} ${after}
    order by ${key} ${direction}, segment_id ${direction}
    limit ${page.limit}
  `.execute(db);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from differentiate.segment where ${matching}
  `.execute(db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}
