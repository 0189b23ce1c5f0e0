import { inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Campaign } from './campaign.ts';
import { moveCampaign } from './campaigns.store.ts';
import { jobKey, readiness, wrongState } from './launch-campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { findCampaign } from './save-campaign.ts';
import { steerCampaign } from './steer-campaign.ts';

/** Has a draft launched at a moment to come; a scheduled one is moved. Refuses the past, and what a launch would refuse. */
export async function scheduleCampaign(
  needs: CampaignsNeeds,
  input: { campaignId: number; at: Date },
): Promise<Outcome<Campaign>> {
  const { campaignId, at: runAt } = input;
  const found = await findCampaign(needs, campaignId);
  if (isRefusal(found)) return found;
  const now = needs.clock.now();
  if (runAt.getTime() <= now.getTime()) {
    return refuse('invalid', 'moment-is-past', 'Choose a moment to come, or launch the campaign now.');
  }
  const ready = await readiness(needs, found);
  if (isRefusal(ready)) return ready;
  const scheduled = await inTransaction(needs.server.db, async (trx) => {
    const move = {
      campaignId,
      from: ['draft', 'scheduled'],
      to: 'scheduled',
      at: now,
      scheduledAt: runAt,
    } as const;
    const moved = await moveCampaign(trx, move);
    if (moved === undefined) return undefined;
    const options = { key: jobKey(moved, 'launch'), runAt, within: trx };
    await needs.jobs.enqueue('campaign.launch', { campaignId, version: moved.version }, options);
    return moved;
  });
  return scheduled ?? wrongState(found, 'scheduled');
}

/** Takes a scheduled campaign back to the drafts. */
export async function unscheduleCampaign(
  needs: CampaignsNeeds,
  campaignId: number,
): Promise<Outcome<Campaign>> {
  return steerCampaign(needs, campaignId, { from: ['scheduled'], to: 'draft', act: 'taken back' });
}
