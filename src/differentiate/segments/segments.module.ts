import type { Module } from '#platform/module';
import { audienceRoutes } from './audience.routes.ts';
import type { AudienceNeeds } from './count-customers.ts';
import type { Reach } from './count-reachable.ts';
import { segmentsRoutes } from './segments.routes.ts';

/** Saved conditions over the attribute registry. `reaches` says who can be reached on each channel. */
export function segmentsModule(needs: AudienceNeeds & { reaches: readonly Reach[] }): Module {
  return { name: 'differentiate/segments', routes: [...segmentsRoutes(needs), ...audienceRoutes(needs)] };
}
