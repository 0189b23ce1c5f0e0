import { type Database, sql } from '#platform/database';
import type { ValueSettings } from './api.ts';
import type { Cuts } from './cuts.ts';

/** One computation of the value of every customer. */
export type ValueSnapshot = {
  readonly snapshotId: number;
  readonly asOf: Date;
  readonly settings: ValueSettings;
  readonly currency: string;
  readonly cuts: Cuts | null;
  readonly customers: number | null;
  readonly state: 'running' | 'done' | 'failed';
};

const columns = sql`
  snapshot_id as "snapshotId", as_of as "asOf", settings, currency, cuts, customers, state
`;

export async function insertSnapshot(
  db: Database,
  input: { asOf: Date; settings: ValueSettings; currency: string; at: Date },
): Promise<ValueSnapshot> {
  const { rows } = await sql<ValueSnapshot>`
    insert into differentiate.value_snapshot (as_of, settings, currency, state, created_at)
    values (${input.asOf}, ${JSON.stringify(input.settings)}::jsonb, ${input.currency}, 'running', ${input.at})
    returning ${columns}
  `.execute(db);
  const [snapshot] = rows;
  if (snapshot === undefined) throw new Error('The new snapshot was not returned.');
  return snapshot;
}

export async function selectSnapshot(db: Database, snapshotId: number): Promise<ValueSnapshot | undefined> {
  const { rows } = await sql<ValueSnapshot>`
    select ${columns} from differentiate.value_snapshot where snapshot_id = ${snapshotId}
  `.execute(db);
  return rows[0];
}

export async function finishSnapshot(
  db: Database,
  snapshotId: number,
  input: { customers: number; cuts: Cuts; at: Date },
): Promise<void> {
  await sql`
    update differentiate.value_snapshot
    set state = 'done', customers = ${input.customers}, cuts = ${JSON.stringify(input.cuts)}::jsonb, ended_at = ${input.at}
    where snapshot_id = ${snapshotId}
  `.execute(db);
}

/** The complete snapshots, newest first. */
export async function listDoneSnapshots(db: Database, limit: number): Promise<ValueSnapshot[]> {
  const { rows } = await sql<ValueSnapshot>`
    select ${columns} from differentiate.value_snapshot
    where state = 'done' order by snapshot_id desc limit ${limit}
  `.execute(db);
  return rows;
}

/** The number of the last computation begun, whatever became of it; 0 before the first. */
export async function lastSnapshotId(db: Database): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(snapshot_id), 0) as last from differentiate.value_snapshot
  `.execute(db);
  return rows[0]?.last ?? 0;
}

/** Snapshots beyond the last `kept` complete ones, and computations given up for a day. */
export async function selectSpentSnapshots(db: Database, kept: number, now: Date): Promise<number[]> {
  const { rows } = await sql<{ snapshotId: number }>`
    select snapshot_id as "snapshotId" from differentiate.value_snapshot
    where (state = 'done' and snapshot_id not in (
             select snapshot_id from differentiate.value_snapshot
             where state = 'done' order by snapshot_id desc limit ${kept}))
       or (state <> 'done' and created_at < ${now}::timestamptz - interval '1 day')
    order by snapshot_id
  `.execute(db);
  return rows.map((row) => row.snapshotId);
}

export async function deleteSnapshots(db: Database, snapshotIds: readonly number[]): Promise<void> {
  await sql`
    delete from differentiate.value_snapshot where snapshot_id = any(${[...snapshotIds]}::bigint[])
  `.execute(db);
}
