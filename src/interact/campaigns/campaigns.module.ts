import { limitRoutes, trackingRoutes } from '#interact/channels';
import { ledgerMeasure } from '#interact/messages';
import type { Module } from '#platform/module';
import { createContentSource } from './campaign-content.ts';
import { campaignJobs } from './campaigns.jobs.ts';
import { campaignRoutes } from './campaigns.routes.ts';
import { messageAttributes } from './message-attributes.ts';
import { messageRoutes } from './messages.routes.ts';
import type { CampaignsNeeds } from './needs.ts';
import { findTrial } from './proofs.store.ts';
import { steeringRoutes } from './steering.routes.ts';
import { suppressionRoutes } from './suppressions.routes.ts';

/** E-mail campaigns: written, checked, launched, sent, followed. */
export function campaignsModule(needs: CampaignsNeeds): Module {
  const { db } = needs.server;
  return {
    name: 'interact/campaigns',
    routes: [
      ...campaignRoutes(needs),
      ...steeringRoutes(needs),
      ...messageRoutes(needs),
      ...suppressionRoutes(needs),
      ...limitRoutes({ db, clock: needs.clock }),
      ...trackingRoutes({
        ...needs,
        db,
        contentOf: createContentSource(db),
        trialOf: (messageId) => findTrial(db, messageId),
      }),
    ],
    jobs: campaignJobs(needs),
    attributes: [messageAttributes],
    measures: [ledgerMeasure(db)],
  };
}
