import type { Module } from '#platform/module';
import { bouncesJobs, type BounceJobsNeeds } from './bounces.jobs.ts';
import { bouncesRoutes } from './bounces.routes.ts';

/** What comes back after a message was handed over: bounces and complaints, and that nothing came back. */
export function bouncesModule(needs: BounceJobsNeeds): Module {
  return { name: 'interact/bounces', routes: bouncesRoutes(needs), jobs: bouncesJobs(needs) };
}
