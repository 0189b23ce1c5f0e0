import type { Clock } from '#platform/clock';
import { type Database, sql } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { EffectReport } from './api.ts';
import { listOutsideArms } from './outside.warehouse.ts';
import { reportTrial } from './report-trial.ts';

export type OutsideRequest = {
  readonly source: string;
  readonly campaign: string;
  readonly control: string;
  readonly windowDays: number;
  readonly response: string;
  readonly costPerContact: number;
  readonly confidence?: number;
};

/**
 * What a campaign run elsewhere changed, from its imported contacts: each arm against the arm named as control.
 * Refuses an unknown source or campaign, and a control that is none of its arms (naming those there are).
 */
export async function measureOutsideCampaign(
  request: OutsideRequest,
  needs: { db: Database; warehouse: Warehouse; clock: Clock; currency: string },
): Promise<Outcome<EffectReport>> {
  const { rows } = await sql<{ sourceId: number }>`
    select source_id as "sourceId" from identify.source where name = ${request.source}`.execute(needs.db);
  const sourceId = rows[0]?.sourceId;
  const found = (await listOutsideArms(needs.warehouse)).find(
    (each) => each.sourceId === sourceId && each.campaignKey === request.campaign,
  );
  if (sourceId === undefined || found === undefined) {
    return refuse(
      'not-found',
      'no-such-campaign',
      `The source "${request.source}" has no contacts of a campaign "${request.campaign}".`,
    );
  }
  const arms = found.arms.map(([arm]) => arm);
  if (!arms.includes(request.control)) {
    return refuse(
      'invalid',
      'no-such-arm',
      `"${request.control}" is no arm of this campaign. Its arms: ${arms.join(', ')}.`,
      { arms },
    );
  }
  return reportTrial(
    {
      campaignKey: request.campaign,
      name: request.campaign,
      sides: {
        query:
          "SELECT person_id, arm FROM contacts WHERE source_id = {sourceId:UInt32} AND campaign_key = {campaignKey:String} AND arm != ''",
        parameters: { sourceId, campaignKey: request.campaign },
      },
      controlArm: request.control,
      from: new Date(found.firstAt),
      windowDays: request.windowDays,
      response: request.response,
      costPerContact: request.costPerContact,
      fixedCost: 0,
    },
    needs,
    request.confidence,
  );
}
