import { resolveCondition } from '#differentiate/segments';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { CampaignBody } from './api.ts';
import { type Campaign, conditionOf } from './campaign.ts';
import { insertCampaign, selectCampaign, updateDraft } from './campaigns.store.ts';
import type { CampaignsNeeds } from './needs.ts';

type Needs = Pick<CampaignsNeeds, 'server' | 'warehouse' | 'registry' | 'clock'>;

/** A campaign by its number. */
export async function findCampaign(
  needs: Pick<CampaignsNeeds, 'server'>,
  campaignId: number,
): Promise<Outcome<Campaign>> {
  return (
    (await selectCampaign(needs.server.db, campaignId)) ??
    refuse('not-found', 'no-such-campaign', `There is no campaign ${campaignId}.`, { campaignId })
  );
}

/** Stores a new draft. Refuses an audience that cannot be read; content may be unfinished. */
export async function createCampaign(
  needs: Needs,
  input: { campaign: CampaignBody; by: string },
): Promise<Outcome<Campaign>> {
  const audience = await resolveCondition(audienceNeeds(needs), conditionOf(input.campaign.audience));
  if (isRefusal(audience)) return audience;
  return insertCampaign(needs.server.db, { ...input, at: needs.clock.now() });
}

/** Changes a draft, made on `version`. Refuses when it was changed since or has left the drafts, or its audience cannot be read. */
export async function changeCampaign(
  needs: Needs,
  input: { campaignId: number; version: number; campaign: CampaignBody },
): Promise<Outcome<Campaign>> {
  const audience = await resolveCondition(audienceNeeds(needs), conditionOf(input.campaign.audience));
  if (isRefusal(audience)) return audience;
  const changed = await updateDraft(needs.server.db, { ...input, at: needs.clock.now() });
  if (changed !== undefined) return changed;
  const found = await findCampaign(needs, input.campaignId);
  if (isRefusal(found)) return found;
  if (found.state !== 'draft') {
    const message = `Campaign ${input.campaignId} is ${found.state}: only a draft can be changed.`;
    return refuse('conflict', 'campaign-not-a-draft', message, { state: found.state });
  }
  const message = `Campaign ${input.campaignId} was changed meanwhile (version ${found.version}): load it again and redo the change.`;
  return refuse('conflict', 'campaign-changed-meanwhile', message, { version: found.version });
}

/** What asking about an audience takes. */
export function audienceNeeds(needs: Needs) {
  return { db: needs.server.db, warehouse: needs.warehouse, registry: needs.registry, clock: needs.clock };
}
