import type { JobWorker } from '../jobs/index.ts';
import type { Module } from '../module/index.ts';
import type { Relay } from '../outbox/index.ts';
import type { EngineNeeds } from './check-engines.ts';
import type { Metrics } from './create-metrics.ts';
import { flowMeasures } from './flow-measures.ts';
import { healthRoutes } from './health.routes.ts';
import { jobRoutes } from './jobs.routes.ts';
import { operationsJobs } from './operations.jobs.ts';
import { createReadiness } from './readiness.ts';

export type OperationsNeeds = EngineNeeds & {
  readonly jobs: JobWorker;
  readonly relay: Pick<Relay, 'lag'>;
  readonly metrics: Metrics;
};

/** What operators and their machines see of a running installation. */
export function operationsModule(needs: OperationsNeeds): Module {
  const { jobs, metrics } = needs;
  const ready = createReadiness({ ...needs, isWorking: () => jobs.isWorking() });
  return {
    name: 'platform/operations',
    routes: [...jobRoutes(jobs), ...healthRoutes({ ready, metrics })],
    jobs: operationsJobs({ db: needs.database.db, clock: needs.clock }),
    measures: flowMeasures({ db: needs.database.db, relay: needs.relay }),
  };
}
