import type { Module } from '#platform/module';
import type { RequestsNeeds } from './needs.ts';
import { requestJobs } from './requests.jobs.ts';
import { requestRoutes } from './requests.routes.ts';
import { retentionRoutes } from './retention.routes.ts';

/** What people ask of their data, and how long data are kept. */
export function requestsModule(needs: RequestsNeeds): Module {
  return {
    name: 'identify/requests',
    routes: [...requestRoutes(needs), ...retentionRoutes(needs)],
    jobs: requestJobs(needs),
  };
}
