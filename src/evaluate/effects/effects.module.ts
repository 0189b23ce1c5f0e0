import { rememberBriefly } from '#platform/clock';
import type { Module } from '#platform/module';
import { effectsRoutes } from './effects.routes.ts';
import { measureCampaign, type MeasureNeeds } from './measure-campaign.ts';

/** Effects move by the day, measuring costs: in the list, one measure a minute of each campaign serves all readers. */
const listHoldSeconds = 60;

/** Evaluate: what a campaign changed, against what would have happened anyway. */
export function effectsModule(needs: MeasureNeeds): Module {
  const measure = rememberBriefly(needs.clock, listHoldSeconds, (campaignId: number) =>
    measureCampaign({ campaignId }, needs),
  );
  return { name: 'evaluate/effects', routes: effectsRoutes({ ...needs, measure }) };
}
