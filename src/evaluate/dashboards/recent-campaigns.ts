import { listEffects, measureCampaign } from '#evaluate/effects';
import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import type { RecentCampaign } from './api.ts';

/** The campaigns launched last, newest first, each with what it changed in margin per customer, as far as can be said now. */
export async function recentCampaigns(
  needs: { database: DatabaseServer; warehouse: Warehouse; clock: Clock; currency: string },
  limit: number,
): Promise<RecentCampaign[]> {
  const measure = (campaignId: number) => measureCampaign({ campaignId }, needs);
  const { items } = await listEffects({ db: needs.database.db, measure }, { limit });
  return items.map(({ effect, ...campaign }) => ({
    ...campaign,
    effect: effect && {
      verdict: effect.verdict,
      headline: effect.headline,
      complete: effect.complete,
      estimate: effect.margin?.estimate ?? null,
      low: effect.margin?.low ?? null,
      high: effect.margin?.high ?? null,
    },
  }));
}
