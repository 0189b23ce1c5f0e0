import { resolveCondition } from '#differentiate/segments';
import { checkContent, compileEmail } from '#interact/channels';
import { inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { type Campaign, conditionOf } from './campaign.ts';
import { moveCampaign } from './campaigns.store.ts';
import { isField } from './field-list.ts';
import type { CampaignsNeeds } from './needs.ts';
import { audienceNeeds, findCampaign } from './save-campaign.ts';

/** Whether a campaign may leave: its content has no error, its audience can be read. */
export async function readiness(needs: CampaignsNeeds, campaign: Campaign): Promise<Outcome<'ready'>> {
  const findings = checkContent(campaign.content, {
    knows: (name) => isField(needs.registry, name),
    hasCoupon: campaign.coupon !== null,
  }).filter((finding) => finding.level === 'error');
  if (findings.length > 0) {
    const words = findings.map((finding) => `${finding.en} ${finding.detail}`.trim()).join(' ');
    return refuse(
      'invalid',
      'content-not-ready',
      `Campaign ${campaign.campaignId} cannot be sent yet. ${words}`,
      {
        findings,
      },
    );
  }
  const fault = renderingFault(campaign);
  if (fault !== undefined) {
    return refuse(
      'invalid',
      'content-not-ready',
      `Campaign ${campaign.campaignId} cannot be sent yet. ${fault}`,
    );
  }
  const audience = await resolveCondition(audienceNeeds(needs), conditionOf(campaign.audience));
  return isRefusal(audience) ? audience : 'ready';
}

/** What stops a content from being shown to a reader nobody knows anything of: a loop without end, for one. */
function renderingFault(campaign: Campaign): string | undefined {
  try {
    compileEmail(campaign.content).render({});
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Refuses an act that the campaign's state does not allow. */
export const wrongState = (campaign: Campaign, act: string) =>
  refuse(
    'conflict',
    'campaign-in-wrong-state',
    `Campaign ${campaign.campaignId} is ${campaign.state}: it cannot be ${act}.`,
    {
      state: campaign.state,
    },
  );

/**
 * Launches a campaign: planning starts at once, sending follows. Asked again of one already launched, it changes nothing and
 * answers it as it is. Refuses content with errors, an unreadable audience, a cancelled campaign.
 */
export async function launchCampaign(needs: CampaignsNeeds, campaignId: number): Promise<Outcome<Campaign>> {
  const found = await findCampaign(needs, campaignId);
  if (isRefusal(found)) return found;
  if (found.state === 'cancelled') return wrongState(found, 'launched');
  if (found.launchedAt !== null) return found;
  const ready = await readiness(needs, found);
  if (isRefusal(ready)) return ready;
  const launched = await inTransaction(needs.server.db, async (trx) => {
    const at = needs.clock.now();
    const moved = await moveCampaign(trx, { campaignId, from: ['draft', 'scheduled'], to: 'planning', at });
    if (moved === undefined) return undefined;
    await needs.jobs.enqueue('campaign.plan', { campaignId }, { key: jobKey(moved, 'plan'), within: trx });
    await needs.events.say(trx, 'campaign.launched', { campaignId });
    return moved;
  });
  // Somebody launched or cancelled it between the reading and the writing.
  return launched ?? findCampaign(needs, campaignId);
}

/** Each move of a campaign has jobs of its own: one that is just stopping never swallows the next. */
export function jobKey(campaign: Campaign, work: 'plan' | 'send' | 'launch'): string {
  return `campaign:${campaign.campaignId}:${work}:${campaign.version}`;
}
