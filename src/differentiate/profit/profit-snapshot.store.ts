import { type Database, sql } from '#platform/database';
import type { CostModel } from './api.ts';
import type { PricedEntry } from './price-entries.ts';

/** How the profits of a snapshot were computed. */
export type ProfitSnapshot = {
  readonly snapshotId: number;
  readonly period: { readonly from: string; readonly until: string };
  readonly model: { readonly name: string; readonly version: number; readonly definition: CostModel };
  readonly prices: { readonly entries: readonly PricedEntry[]; readonly recorded: boolean };
};

/** Notes how a snapshot's profits were computed; said again, the later counts. */
export async function saveProfitSnapshot(db: Database, one: ProfitSnapshot): Promise<void> {
  await sql`
    insert into differentiate.profit_snapshot (snapshot_id, period, model, prices)
    values (${one.snapshotId}, ${JSON.stringify(one.period)}::jsonb, ${JSON.stringify(one.model)}::jsonb,
            ${JSON.stringify(one.prices)}::jsonb)
    on conflict (snapshot_id) do update
    set period = excluded.period, model = excluded.model, prices = excluded.prices
  `.execute(db);
}

/** How a snapshot's profits were computed; the newest complete one when none is named. */
export async function selectProfitSnapshot(
  db: Database,
  snapshotId: number | undefined,
): Promise<(ProfitSnapshot & { asOf: Date; currency: string }) | undefined> {
  const { rows } = await sql<ProfitSnapshot & { asOf: Date; currency: string }>`
    select p.snapshot_id as "snapshotId", p.period, p.model, p.prices, v.as_of as "asOf", v.currency
    from differentiate.profit_snapshot p join differentiate.value_snapshot v using (snapshot_id)
    where v.state = 'done' and (${snapshotId ?? null}::bigint is null or p.snapshot_id = ${snapshotId ?? null})
    order by p.snapshot_id desc limit 1
  `.execute(db);
  return rows[0];
}
