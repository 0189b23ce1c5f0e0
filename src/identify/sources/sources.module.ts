import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { ImportNeeds } from './imports/import.ts';
import { importsRoutes } from './imports.routes.ts';
import { mappingsRoutes } from './mappings.routes.ts';
import { importJobs } from './running/imports.jobs.ts';
import { uploadsRoutes } from './uploads.routes.ts';

/** What the edges of imports use. `currency` and `timeZone` are taken where a file says none. */
export type SourcesNeeds = ImportNeeds & {
  readonly jobs: Jobs;
  readonly currency: string;
  readonly timeZone: string;
  /** Largest file taken over HTTP, in bytes; 5 GB when left out. */
  readonly uploadBytesMax?: number;
};

/** Files of other systems: uploaded, looked at, mapped, checked, imported as jobs, undone. */
export function sourcesModule(needs: SourcesNeeds): Module {
  return {
    name: 'identify/sources',
    routes: [...uploadsRoutes(needs), ...importsRoutes(needs), ...mappingsRoutes(needs)],
    jobs: importJobs(needs),
  };
}
