import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { CampaignEffect, EffectReport, EffectsPage } from './api.ts';
import { countLaunched, listLaunched } from './own-campaigns.store.ts';

/** `measure` is given, so that a page may hold its answers for a while: measuring is the heavy part. */
export type ListEffectsNeeds = {
  readonly db: Database;
  readonly measure: (campaignId: number) => Promise<Outcome<EffectReport>>;
};

/** What a report says in one line: the first treatment against the control; null where nothing can be compared. */
function shortly(report: EffectReport): CampaignEffect['effect'] {
  const [effect] = report.effects;
  if (effect === undefined) return null;
  const difference = 'refused' in effect.margin ? undefined : effect.margin.difference;
  const profit = 'refused' in effect.profit ? undefined : effect.profit;
  return {
    verdict: effect.verdict,
    headline: effect.headline,
    treated: effect.treated,
    control: effect.control,
    until: report.until,
    complete: report.complete,
    currency: report.currency,
    margin: difference === undefined ? null : { estimate: difference.estimate, ...difference.interval },
    profit: profit === undefined ? null : { estimate: profit.estimate, ...profit.interval },
  };
}

/**
 * The campaigns of ours that were launched, the latest first, each with what it changed as far as can be said now. A cursor is
 * the number of the last campaign of the page before.
 */
export async function listEffects(
  needs: ListEffectsNeeds,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<EffectsPage> {
  const found = await listLaunched(needs.db, { after: page.after, limit: page.limit + 1 });
  const items: CampaignEffect[] = [];
  // One after the other: others use the engine too.
  for (const campaign of found.slice(0, page.limit)) {
    const report = await needs.measure(campaign.campaignId);
    const effect = isRefusal(report) ? null : shortly(report);
    items.push({ ...campaign, launchedAt: campaign.launchedAt.toISOString(), effect });
  }
  const last = items.at(-1);
  const more = found.length > page.limit && last !== undefined;
  return { items, nextCursor: more ? String(last.campaignId) : null, total: await countLaunched(needs.db) };
}
