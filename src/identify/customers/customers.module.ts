import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { CustomerPagePart } from './customer-page.ts';
import { customersAttributes } from './customers.attributes.ts';
import { learnTrustSoon, trustJob } from './customers.jobs.ts';
import { customersRoutes } from './customers.routes.ts';

/** Customers: their list, their page (with the parts other modules offer) and what is known of their identity. */
export function customersModule(needs: {
  readonly server: DatabaseServer;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly parts: readonly CustomerPagePart[];
}): Module {
  const { server, clock, jobs, parts } = needs;
  const soon = () => learnTrustSoon({ clock, jobs });
  return {
    name: 'identify/customers',
    routes: customersRoutes({ db: server.db, parts }),
    jobs: [trustJob({ server, clock })],
    hears: { 'import.finished': soon, 'import.undone': soon, 'customers.changed': soon },
    attributes: [customersAttributes()],
  };
}
