import { cancelPlanned } from '#interact/messages';
import { inTransaction } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import { type Campaign, originOf } from './campaign.ts';
import { moveCampaign, selectCampaign } from './campaigns.store.ts';
import { jobKey, wrongState } from './launch-campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { findCampaign } from './save-campaign.ts';

/** Stops a campaign being planned or sent; at most what is in hand still leaves. */
export async function pauseCampaign(needs: CampaignsNeeds, campaignId: number): Promise<Outcome<Campaign>> {
  return steerCampaign(needs, campaignId, { from: ['planning', 'sending'], to: 'paused', act: 'paused' });
}

/** Goes on with a paused campaign, where it was. */
export async function resumeCampaign(needs: CampaignsNeeds, campaignId: number): Promise<Outcome<Campaign>> {
  const resumed = await inTransaction(needs.server.db, async (trx) => {
    const paused = await selectCampaign(trx, campaignId, { lock: true });
    if (paused?.state !== 'paused') return undefined;
    const to = paused.plannedAt === null ? 'planning' : 'sending';
    const moved = await moveCampaign(trx, { campaignId, from: ['paused'], to, at: needs.clock.now() });
    if (moved === undefined) return undefined;
    const work = to === 'planning' ? 'plan' : 'send';
    await needs.jobs.enqueue(`campaign.${work}`, { campaignId }, { key: jobKey(moved, work), within: trx });
    return moved;
  });
  if (resumed !== undefined) return resumed;
  const found = await findCampaign(needs, campaignId);
  return isRefusal(found) ? found : wrongState(found, 'resumed');
}

/** Ends a campaign for good: what has not left is cancelled, what has left stays. */
export async function cancelCampaign(needs: CampaignsNeeds, campaignId: number): Promise<Outcome<Campaign>> {
  const from = ['draft', 'scheduled', 'planning', 'sending', 'paused'] as const;
  const cancelled = await steerCampaign(needs, campaignId, { from, to: 'cancelled', act: 'cancelled' });
  if (!isRefusal(cancelled)) await cancelPlanned(needs.server.db, { origin: originOf(campaignId), step: '' });
  return cancelled;
}

/** Moves a campaign by hand; one already there is answered as it is. Refuses a state it cannot be moved from. */
export async function steerCampaign(
  needs: CampaignsNeeds,
  campaignId: number,
  way: { from: readonly Campaign['state'][]; to: Campaign['state']; act: string },
): Promise<Outcome<Campaign>> {
  const at = needs.clock.now();
  const moved = await moveCampaign(needs.server.db, { ...way, campaignId, at });
  if (moved !== undefined) return moved;
  const found = await findCampaign(needs, campaignId);
  if (isRefusal(found) || found.state === way.to) return found;
  return wrongState(found, way.act);
}
