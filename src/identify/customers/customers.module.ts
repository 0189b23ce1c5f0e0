import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Events } from '#platform/events';
import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import type { CustomerPagePart } from './customer-page.ts';
import { customersAttributes } from './customers.attributes.ts';
import { learnTrustSoon, trustJob } from './customers.jobs.ts';
import { customersRoutes } from './customers.routes.ts';
import { survivorshipRoutes } from './survivorship.routes.ts';

/** Customers: their list, their page (with the parts other modules offer) and what is known of their identity. */
export function customersModule(needs: {
  readonly server: DatabaseServer;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly events: Pick<Events, 'say'>;
  readonly parts: readonly CustomerPagePart[];
}): Module {
  const { server, clock, jobs, events, parts } = needs;
  const { db } = server;
  const soon = () => learnTrustSoon({ clock, jobs });
  return {
    name: 'identify/customers',
    routes: [...customersRoutes({ db, parts }), ...survivorshipRoutes({ db, clock, events })],
    jobs: [trustJob({ server, clock })],
    hears: { 'import.finished': soon, 'import.undone': soon, 'customers.changed': soon },
    attributes: [customersAttributes()],
  };
}
