import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import { householdsAttributes } from './households.attributes.ts';
import { deriveJob, type DeriveNeeds, deriveSoon } from './households.jobs.ts';
import { householdsRoutes } from './households.routes.ts';

/** Who lives with whom: found from addresses after each import, decided by hand where addresses mislead. */
export function householdsModule(needs: DeriveNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> }): Module {
  const asking = { db: needs.server.db, clock: needs.clock, jobs: needs.jobs };
  const soon = () => deriveSoon(asking);
  return {
    name: 'identify/households',
    routes: householdsRoutes(asking),
    jobs: [deriveJob(needs)],
    hears: { 'import.finished': soon, 'import.undone': soon, 'customers.changed': soon },
    attributes: [householdsAttributes],
  };
}
