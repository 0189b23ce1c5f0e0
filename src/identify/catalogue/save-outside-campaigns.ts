import { type Database, sql } from '#platform/database';
import type { OutsideCampaign } from './outside-campaign.ts';

/** Takes in campaigns run elsewhere. The same import again overwrites only what it said itself. */
export async function saveOutsideCampaigns(
  trx: Database,
  input: {
    readonly sourceId: number;
    readonly importId: number;
    readonly at: Date;
    readonly campaigns: readonly OutsideCampaign[];
  },
): Promise<void> {
  const campaigns = [
    ...new Map(input.campaigns.map((campaign) => [campaign.campaignKey, campaign])).values(),
  ];
  if (campaigns.length === 0) return;
  await sql`
    insert into identify.outside_campaign
      (source_id, campaign_key, import_id, name, kind, starts_at, ends_at, other, recorded_at)
    select ${input.sourceId}, r."campaignKey", ${input.importId}, r.name, r.kind, r."startsAt", r."endsAt",
           coalesce(r.other, '{}'), ${input.at}
    from jsonb_to_recordset(${JSON.stringify(campaigns)}::jsonb) as r
      ("campaignKey" text, name text, kind text, "startsAt" timestamptz, "endsAt" timestamptz, other jsonb)
    on conflict (source_id, campaign_key, import_id) do update set name = excluded.name, kind = excluded.kind,
      starts_at = excluded.starts_at, ends_at = excluded.ends_at, other = excluded.other
  `.execute(trx);
}
