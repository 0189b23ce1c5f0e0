import { type Database, sql } from '#platform/database';

/** What imports say these campaigns are called, by `source/key`; the latest import speaks last. */
export async function outsideCampaignNames(
  db: Database,
  campaigns: readonly { readonly sourceId: number; readonly campaignKey: string }[],
): Promise<Map<string, string>> {
  if (campaigns.length === 0) return new Map();
  const { rows } = await sql<{ sourceId: number; campaignKey: string; name: string }>`
    select source_id as "sourceId", campaign_key as "campaignKey", name
    from identify.outside_campaign
    where (source_id, campaign_key) in (
      select * from unnest(${campaigns.map((one) => one.sourceId)}::int[], ${campaigns.map((one) => one.campaignKey)}::text[])
    ) and name is not null
    order by import_id
  `.execute(db);
  return new Map(rows.map((row) => [`${row.sourceId}/${row.campaignKey}`, row.name]));
}
