import type { Database } from '#platform/database';
import { campaignIdOf } from './campaign.ts';
import { selectCampaign } from './campaigns.store.ts';

/** The purpose and brand of an origin's messages: what a complaint about one withdraws consent to. Undefined when there is no such campaign. */
export async function campaignPurpose(
  db: Database,
  origin: string,
): Promise<{ purpose: string; brand: string } | undefined> {
  const campaignId = campaignIdOf(origin);
  const campaign = campaignId === undefined ? undefined : await selectCampaign(db, campaignId);
  return campaign && { purpose: campaign.purpose, brand: campaign.brand };
}
