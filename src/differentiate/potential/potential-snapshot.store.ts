import { type Database, sql } from '#platform/database';
import { Likeness, PotentialSettings } from './api.ts';

type Told = { readonly code: string; readonly message: string };

/** How a snapshot's potential was found: groups of customers alike, or why they could not tell. */
export type PotentialSnapshot = {
  readonly snapshotId: number;
  readonly asOf: Date;
  readonly currency: string;
  readonly settings: PotentialSettings;
  readonly likeness: Likeness | null;
  readonly refusal: Told | null;
};

/** Keeps how a snapshot's potential was found; asked twice, the last counts. */
export async function savePotentialSnapshot(
  db: Database,
  input: Omit<PotentialSnapshot, 'asOf' | 'currency'>,
): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql`
    insert into differentiate.potential_snapshot (snapshot_id, settings, likeness, refusal)
    values (${input.snapshotId}, ${json(input.settings)}::jsonb, ${json(input.likeness)}::jsonb, ${json(input.refusal)}::jsonb)
    on conflict (snapshot_id) do update
    set settings = excluded.settings, likeness = excluded.likeness, refusal = excluded.refusal
  `.execute(db);
}

/** The newest complete snapshot whose potential was found. */
export async function newestPotential(db: Database): Promise<PotentialSnapshot | undefined> {
  const { rows } = await sql<PotentialSnapshot>`
    select p.snapshot_id as "snapshotId", v.as_of as "asOf", v.currency, p.settings, p.likeness, p.refusal
    from differentiate.potential_snapshot p join differentiate.value_snapshot v using (snapshot_id)
    where v.state = 'done' order by p.snapshot_id desc limit 1
  `.execute(db);
  const [row] = rows;
  return (
    row && {
      ...row,
      settings: PotentialSettings.parse(row.settings),
      likeness: row.likeness === null ? null : Likeness.parse(row.likeness),
    }
  );
}
