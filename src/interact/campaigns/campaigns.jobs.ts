import { z } from 'zod';
import { countCustomers } from '#differentiate/segments';
import { isRefusal, orThrow } from '#platform/errors';
import { type AnyJobDefinition, job } from '#platform/jobs';
import { conditionOf } from './campaign.ts';
import { selectCampaign } from './campaigns.store.ts';
import { launchCampaign } from './launch-campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { planCampaign } from './plan-campaign.ts';
import { audienceNeeds } from './save-campaign.ts';
import { sendCampaign } from './send-campaign.ts';

const Payload = z.object({ campaignId: z.int() });
// An engine away for hours must not end a campaign: with doubling waits this is about a day.
const maxAttempts = 30;

/** The long work of campaigns: launching at the hour, planning, sending. Each goes on where it stopped. */
export function campaignJobs(needs: CampaignsNeeds): AnyJobDefinition[] {
  return [
    job({
      kind: 'campaign.launch',
      payload: Payload.extend({ version: z.int() }),
      maxAttempts,
      run: async ({ campaignId, version }) => {
        const campaign = await selectCampaign(needs.server.db, campaignId);
        // Taken back or moved to another hour since.
        if (campaign?.state !== 'scheduled' || campaign.version !== version) return { launched: false };
        orThrow(await launchCampaign(needs, campaignId));
        return { launched: true };
      },
    }),
    job({
      kind: 'campaign.plan',
      payload: Payload,
      maxAttempts,
      run: async ({ campaignId }, context) => {
        const campaign = await selectCampaign(needs.server.db, campaignId);
        if (campaign === undefined) return { planned: 0 };
        const total = await countCustomers(audienceNeeds(needs), conditionOf(campaign.audience));
        const known = isRefusal(total) ? null : total;
        const onProgress = (done: number) => context.progress(done, known);
        return { planned: await planCampaign(needs, campaignId, { signal: context.signal, onProgress }) };
      },
    }),
    job({
      kind: 'campaign.send',
      payload: Payload,
      maxAttempts,
      run: async ({ campaignId }, { signal, progress }) => {
        await sendCampaign(needs, campaignId, { signal, onProgress: progress });
      },
    }),
  ];
}
