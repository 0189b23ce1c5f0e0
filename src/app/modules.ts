import { accessModule } from '#access';
import { effectsModule } from '#evaluate/effects';
import type { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { JobDesk } from '../platform/jobs/index.ts';
import type { Module } from '../platform/module/index.ts';
import { jobsModule } from '../platform/operations/index.ts';
import type { Engines } from './engines.ts';

/** What modules are made of; each is given only what it asks for. */
export type Parts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly engines: Engines;
  readonly jobs: JobDesk;
};

/** Every module of the product, wired by hand in the order of the method. */
export function composeModules({ config, clock, engines, jobs }: Parts): Module[] {
  const { database, warehouse } = engines;
  const { db } = database;
  const secureCookies = config.publicUrl?.startsWith('https:') ?? false;
  return [
    accessModule({ db, clock, secureCookies }),
    jobsModule({ jobs }),
    effectsModule({ database, warehouse, clock, currency: config.currency }),
  ];
}
