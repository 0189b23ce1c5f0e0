import { rememberBriefly } from '#platform/clock';
import type { Module } from '#platform/module';
import { dashboardsRoutes } from './dashboards.routes.ts';
import type { OverviewNeeds } from './overview.ts';
import { recentCampaigns } from './recent-campaigns.ts';

const campaignsShown = 3;
/** Effects move by the day, measuring costs: one measure a minute serves all who open the page. */
const effectsHoldSeconds = 60;

/** Evaluate: the base at a glance. `currency` is what campaign effects are told in. */
export function dashboardsModule(
  needs: Omit<OverviewNeeds, 'recentCampaigns'> & { readonly currency: string },
): Module {
  const measured = rememberBriefly(needs.clock, effectsHoldSeconds, () =>
    recentCampaigns(needs, campaignsShown),
  );
  return { name: 'evaluate/dashboards', routes: dashboardsRoutes({ ...needs, recentCampaigns: measured }) };
}
