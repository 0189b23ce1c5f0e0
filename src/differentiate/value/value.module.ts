import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { ValueNeeds } from './refresh-values.ts';
import { valueAttributes } from './value.attributes.ts';
import { refreshJob, refreshSoon } from './value.jobs.ts';
import { valueRoutes } from './value.routes.ts';

/** What each customer is worth: computed after each import, offered to segments and screens. */
export function valueModule(needs: ValueNeeds & { jobs: Jobs }): Module {
  const { server, warehouse, clock, jobs } = needs;
  const soon = () => refreshSoon({ db: server.db, clock, jobs });
  return {
    name: 'differentiate/value',
    routes: valueRoutes({ db: server.db, warehouse, clock, jobs }),
    jobs: [refreshJob(needs)],
    hears: { 'import.finished': soon, 'customers.changed': soon },
    attributes: [valueAttributes],
  };
}
