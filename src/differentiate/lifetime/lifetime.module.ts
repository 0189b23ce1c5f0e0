import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { lifetimeAttributes } from './lifetime.attributes.ts';
import { fitJob } from './lifetime.jobs.ts';
import { lifetimeRoutes } from './lifetime.routes.ts';

/** What each customer will probably bring. Forecast with each snapshot of value: see `lifetimePart`. */
export function lifetimeModule(needs: LifetimeNeeds & { jobs: Jobs }): Module {
  return {
    name: 'differentiate/lifetime',
    routes: lifetimeRoutes(needs),
    jobs: [fitJob(needs)],
    attributes: [lifetimeAttributes],
  };
}
