import type { Module } from '#platform/module';
import { effectsRoutes } from './effects.routes.ts';
import type { MeasureNeeds } from './measure-campaign.ts';

/** Evaluate: what a campaign changed, against what would have happened anyway. */
export function effectsModule(needs: MeasureNeeds): Module {
  return { name: 'evaluate/effects', routes: effectsRoutes(needs) };
}
