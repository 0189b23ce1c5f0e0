import { isRefusal, type Outcome } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import { CampaignParams, CampaignView } from './api.ts';
import type { Campaign } from './campaign.ts';
import { launchCampaign } from './launch-campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { unscheduleCampaign } from './schedule-campaign.ts';
import { cancelCampaign, pauseCampaign, resumeCampaign } from './steer-campaign.ts';
import { viewCampaign } from './views.ts';

type Act = (needs: CampaignsNeeds, campaignId: number) => Promise<Outcome<Campaign>>;

const acts: readonly { act: Act; path: string; done: string; summary: string }[] = [
  {
    act: launchCampaign,
    path: 'launch',
    done: 'launched',
    summary: 'Launch now; asking twice launches once',
  },
  { act: unscheduleCampaign, path: 'unschedule', done: 'unscheduled', summary: 'Back to the drafts' },
  { act: pauseCampaign, path: 'pause', done: 'paused', summary: 'Stop planning or sending for now' },
  { act: resumeCampaign, path: 'resume', done: 'resumed', summary: 'Go on where it was paused' },
  { act: cancelCampaign, path: 'cancel', done: 'cancelled', summary: 'End it: what has not left never will' },
];

/** Campaigns on their way: launch, pause, resume, cancel. */
export function steeringRoutes(needs: CampaignsNeeds): AnyRoute[] {
  return acts.map(({ act, path, done, summary }) =>
    route({
      method: 'POST',
      path: `/api/v1/campaigns/{id}/${path}`,
      permission: 'campaigns:send',
      summary,
      params: CampaignParams,
      reply: CampaignView,
      audit: `campaign.${done}`,
      handle: async ({ params }) => {
        const campaign = await act(needs, params.id);
        return isRefusal(campaign) ? campaign : viewCampaign(campaign);
      },
    }),
  );
}
