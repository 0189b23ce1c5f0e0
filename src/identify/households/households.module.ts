import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import { householdsAttributes } from './households.attributes.ts';
import { deriveJob, type DeriveNeeds, deriveSoon } from './households.jobs.ts';
import type { SalesReader } from './household-sales.ts';
import { householdsRoutes } from './households.routes.ts';

/** Who lives with whom: found from addresses after each import, decided by hand where addresses mislead. */
export function householdsModule(
  needs: DeriveNeeds & { readonly jobs: Pick<Jobs, 'enqueue'>; readonly sales: SalesReader },
): Module {
  const asking = { db: needs.server.db, clock: needs.clock, jobs: needs.jobs, sales: needs.sales };
  const soon = () => deriveSoon(asking);
  return {
    name: 'identify/households',
    routes: householdsRoutes(asking),
    jobs: [deriveJob(needs)],
    hears: { 'import.finished': soon, 'import.undone': soon, 'customers.changed': soon },
    attributes: [householdsAttributes],
  };
}
