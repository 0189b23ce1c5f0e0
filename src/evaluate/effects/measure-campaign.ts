import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { EffectReport } from './api.ts';
import { findLaunched } from './assignments.store.ts';
import { copyAssignments } from './copy-assignments.ts';
import { reportTrial } from './report-trial.ts';
import type { Trial } from './trial.ts';

export type MeasureNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly currency: string;
};

/** A campaign of ours as a trial. Refuses one that does not exist or whose audience is not drawn yet. */
export async function trialOfCampaign(campaignId: number, needs: MeasureNeeds): Promise<Outcome<Trial>> {
  const campaign = await findLaunched(needs.database.db, campaignId);
  if (campaign === undefined)
    return refuse('not-found', 'no-such-campaign', `There is no campaign ${campaignId}.`);
  if (campaign.launchedAt === null || campaign.plannedAt === null) {
    return refuse(
      'conflict',
      'campaign-not-launched',
      `Campaign ${campaignId} has not been launched yet: it has no effect to measure.`,
    );
  }
  await copyAssignments(campaignId, needs);
  return {
    campaignKey: `campaign:${campaignId}`,
    name: campaign.name,
    sides: {
      query: 'SELECT person_id, arm FROM effect_assignments WHERE campaign_key = {campaignKey:String}',
      parameters: { campaignKey: `campaign:${campaignId}` },
    },
    controlArm: 'control',
    from: campaign.launchedAt,
    windowDays: campaign.windowDays,
    response: 'order',
    costPerContact: Number(campaign.costPerContact),
    fixedCost: Number(campaign.fixedCost),
    contacts: { treated: campaign.sent },
  };
}

/** What a campaign of ours changed; refuses as `trialOfCampaign`. */
export async function measureCampaign(
  request: { campaignId: number; confidence?: number },
  needs: MeasureNeeds,
): Promise<Outcome<EffectReport>> {
  const trial = await trialOfCampaign(request.campaignId, needs);
  return 'refused' in trial ? trial : reportTrial(trial, needs, request.confidence);
}
