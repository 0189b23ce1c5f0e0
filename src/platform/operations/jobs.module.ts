import type { JobDesk } from '../jobs/index.ts';
import type { Module } from '../module/index.ts';
import { jobRoutes } from './jobs.routes.ts';

/** What operators see of the queue. */
export function jobsModule(needs: { jobs: JobDesk }): Module {
  return { name: 'jobs', routes: jobRoutes(needs.jobs) };
}
