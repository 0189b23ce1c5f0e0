import { type Database, sql } from '#platform/database';
import { KeptRecency } from './api.ts';

/** Value by recency as a snapshot found it, or why it could not be told. */
export type RecencySnapshot =
  | { readonly found: KeptRecency; readonly refusal: null }
  | { readonly found: null; readonly refusal: { readonly code: string; readonly message: string } };

/** Keeps it with a snapshot; said again, the later counts. */
export async function saveRecency(db: Database, snapshotId: number, one: RecencySnapshot): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql`
    insert into differentiate.recency_snapshot (snapshot_id, found, refusal)
    values (${snapshotId}, ${json(one.found)}::jsonb, ${json(one.refusal)}::jsonb)
    on conflict (snapshot_id) do update set found = excluded.found, refusal = excluded.refusal
  `.execute(db);
}

/** Forgets what an interrupted computation of a snapshot may have kept. */
export async function forgetRecency(db: Database, snapshotId: number): Promise<void> {
  await sql`delete from differentiate.recency_snapshot where snapshot_id = ${snapshotId}`.execute(db);
}

/** What a snapshot kept of it; undefined where it was not looked at. */
export async function selectRecency(db: Database, snapshotId: number): Promise<RecencySnapshot | undefined> {
  const { rows } = await sql<RecencySnapshot>`
    select found, refusal from differentiate.recency_snapshot where snapshot_id = ${snapshotId}
  `.execute(db);
  const [row] = rows;
  return row === undefined || row.found === null ? row : { ...row, found: KeptRecency.parse(row.found) };
}
