import { type EffectReport, measureCampaign } from '#evaluate/effects';
import { type Database, type DatabaseServer, sql } from '#platform/database';
import { isRefusal } from '#platform/errors';
import type { Clock } from '#platform/clock';
import type { Warehouse } from '#platform/warehouse';
import type { RecentCampaign } from './api.ts';

type Launched = { campaignId: number; name: string; state: string; launchedAt: Date; sent: number };

async function lastLaunched(db: Database, limit: number): Promise<Launched[]> {
  const { rows } = await sql<Launched>`
    select campaign_id as "campaignId", name, state, launched_at as "launchedAt",
           (select count(*) from interact.message
            where origin = 'campaign:' || campaign_id and handed_over_at is not null) as sent
    from interact.campaign
    where launched_at is not null and state <> 'cancelled'
    order by launched_at desc, campaign_id desc
    limit ${limit}
  `.execute(db);
  return rows;
}

/** The first treatment against the control, in margin per customer; null where it cannot be said. */
function shortly(report: EffectReport): RecentCampaign['effect'] {
  const [effect] = report.effects;
  if (effect === undefined) return null;
  const difference = 'refused' in effect.margin ? undefined : effect.margin.difference;
  return {
    verdict: effect.verdict,
    headline: effect.headline,
    complete: report.complete,
    estimate: difference?.estimate ?? null,
    low: difference?.interval.low ?? null,
    high: difference?.interval.high ?? null,
  };
}

/** The campaigns launched last, newest first, each with what it changed as far as can be said now. */
export async function recentCampaigns(
  needs: { database: DatabaseServer; warehouse: Warehouse; clock: Clock; currency: string },
  limit: number,
): Promise<RecentCampaign[]> {
  const campaigns = await lastLaunched(needs.database.db, limit);
  const described: RecentCampaign[] = [];
  // One after the other: measuring is the heavy part of the page, and others use the engine too.
  for (const campaign of campaigns) {
    const report = await measureCampaign({ campaignId: campaign.campaignId }, needs);
    described.push({
      ...campaign,
      launchedAt: campaign.launchedAt.toISOString(),
      effect: isRefusal(report) ? null : shortly(report),
    });
  }
  return described;
}
