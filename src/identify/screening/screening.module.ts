import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { ScreeningNeeds } from './run-screening.ts';
import { screeningJobs } from './screening.jobs.ts';
import { screeningRoutes } from './screening.routes.ts';

/** Rented and exchanged files held against the base without importing them (repoussoir). */
export function screeningModule(needs: ScreeningNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> }): Module {
  return { name: 'identify/screening', routes: screeningRoutes(needs), jobs: screeningJobs(needs) };
}
