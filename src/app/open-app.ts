import { newToken } from '../platform/ids/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Outcome } from '../platform/errors/index.ts';
import { createEvents } from '../platform/events/index.ts';
import { createJobs, type JobWorker } from '../platform/jobs/index.ts';
import type { Log } from '../platform/logging/index.ts';
import type { Module } from '../platform/module/index.ts';
import { type Engines, openEngines } from './engines.ts';
import { composeModules } from './modules.ts';

/** The whole program on one data folder: engines open, modules wired, nothing running until `start`. */
export type App = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly engines: Engines;
  readonly jobs: JobWorker;
  readonly modules: readonly Module[];
  /** Begins working through jobs. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the program. Refuses, in words, a data folder in use or engines that cannot be had. */
export async function openApp(needs: { config: Config; clock: Clock; log: Log }): Promise<Outcome<App>> {
  const { config, clock, log } = needs;
  const engines = await openEngines({ config, log });
  let modules: Module[] = [];
  const jobs = createJobs({
    server: engines.database,
    clock,
    log,
    workerName: `${process.pid}-${newToken(6)}`,
    definitions: () => [...modules.flatMap((module) => module.jobs ?? []), ...events.definitions()],
  });
  const events = createEvents({ jobs, hearers: () => modules });
  modules = composeModules({ config, clock, engines, jobs });
  return {
    config,
    clock,
    log,
    engines,
    jobs,
    modules,
    start: () => jobs.start(),
    close: async () => {
      await jobs.stop();
      await engines.close();
    },
  };
}
