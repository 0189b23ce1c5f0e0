import type { Module } from '#platform/module';
import { importsRoutes } from './imports.routes.ts';
import { mappingsRoutes } from './mappings.routes.ts';
import type { SourcesNeeds } from './needs.ts';
import { importJobs } from './running/imports.jobs.ts';
import { uploadsRoutes } from './uploads.routes.ts';

/** Files of other systems: uploaded, looked at, mapped, checked, imported as jobs, undone. */
export function sourcesModule(needs: SourcesNeeds): Module {
  return {
    name: 'identify/sources',
    routes: [...uploadsRoutes(needs), ...importsRoutes(needs), ...mappingsRoutes(needs)],
    jobs: importJobs(needs),
  };
}
