import { type Database, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { listOutsideArms } from './outside.warehouse.ts';

/** Imported campaigns that can be compared, with the names their sources give them. */
export async function listOutsideCampaigns(needs: { db: Database; warehouse: Warehouse }) {
  const found = await listOutsideArms(needs.warehouse);
  const { rows } = await sql<{
    sourceId: number;
    source: string;
    campaignKey: string | null;
    name: string | null;
  }>`
    select s.source_id as "sourceId", s.name as source, c.campaign_key as "campaignKey", c.name
    from identify.source s left join identify.outside_campaign c using (source_id)`.execute(needs.db);
  const named = new Map(rows.map((row) => [`${row.sourceId}:${row.campaignKey}`, row.name]));
  const sources = new Map(rows.map((row) => [row.sourceId, row.source]));
  return found.map(({ sourceId, campaignKey, firstAt, arms }) => ({
    source: sources.get(sourceId) ?? String(sourceId),
    campaignKey,
    name: named.get(`${sourceId}:${campaignKey}`) ?? null,
    firstAt,
    arms: arms.map(([arm, persons]) => ({ arm, persons })),
  }));
}
