import { type Database, sql } from '#platform/database';
import { ContractSettings, FittedContracts } from './api.ts';

/** How a snapshot's contracts were forecast, or why they could not be. */
export type ContractSnapshot = {
  readonly snapshotId: number;
  readonly asOf: Date;
  readonly currency: string;
  readonly settings: ContractSettings;
  readonly fitted: FittedContracts | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
};

/** Keeps how a snapshot's contracts were forecast; asked twice, the last counts. */
export async function saveContractSnapshot(
  db: Database,
  input: Omit<ContractSnapshot, 'asOf' | 'currency'>,
): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql`
    insert into differentiate.contract_snapshot (snapshot_id, settings, fitted, refusal)
    values (${input.snapshotId}, ${json(input.settings)}::jsonb, ${json(input.fitted)}::jsonb, ${json(input.refusal)}::jsonb)
    on conflict (snapshot_id) do update
    set settings = excluded.settings, fitted = excluded.fitted, refusal = excluded.refusal
  `.execute(db);
}

/** The newest complete snapshot whose contracts were looked at. */
export async function newestContracts(db: Database): Promise<ContractSnapshot | undefined> {
  const { rows } = await sql<ContractSnapshot>`
    select c.snapshot_id as "snapshotId", v.as_of as "asOf", v.currency, c.settings, c.fitted, c.refusal
    from differentiate.contract_snapshot c join differentiate.value_snapshot v using (snapshot_id)
    where v.state = 'done' order by c.snapshot_id desc limit 1
  `.execute(db);
  const [row] = rows;
  return (
    row && {
      ...row,
      settings: ContractSettings.parse(row.settings),
      fitted: row.fitted === null ? null : FittedContracts.parse(row.fitted),
    }
  );
}
