import { type CompiledEmail, compileEmail, type SentContent } from '#interact/channels';
import type { Database } from '#platform/database';
import { campaignIdOf } from './campaign.ts';
import { selectCampaign } from './campaigns.store.ts';

const keptMax = 50;

/** Gives the content a campaign's messages are sent with, compiled once per version; what the tracking links ask. */
export function createContentSource(db: Database): (origin: string) => Promise<SentContent | undefined> {
  const kept = new Map<string, CompiledEmail>();
  return async (origin) => {
    const campaignId = campaignIdOf(origin);
    const campaign = campaignId === undefined ? undefined : await selectCampaign(db, campaignId);
    if (campaign === undefined) return undefined;
    // Once launched, content never changes; the version does, with every pause.
    const key = `${campaignId} ${campaign.launchedAt === null ? campaign.version : 'launched'}`;
    const email = kept.get(key) ?? compileEmail(campaign.content);
    kept.delete(key);
    kept.set(key, email);
    const [oldest] = kept.keys();
    if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
    return { email, purpose: campaign.purpose, brand: campaign.brand };
  };
}
