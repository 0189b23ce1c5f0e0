import { type Database, sql } from '#platform/database';
import { campaignIdOf, originOf } from './campaign.ts';

/** What campaigns of ours are called, by the origin their messages carry; origins of others are left out. */
export async function campaignNames(
  db: Database,
  origins: readonly string[],
): Promise<Map<string, { campaignId: number; name: string }>> {
  const ids = [...new Set(origins.map(campaignIdOf))].filter((id) => id !== undefined);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ campaignId: number; name: string }>`
    select campaign_id as "campaignId", name from interact.campaign where campaign_id = any (${ids}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [originOf(row.campaignId), row]));
}
