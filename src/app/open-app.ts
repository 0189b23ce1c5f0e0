import { type Engines, type EnginesWanted, openEngines, ServerSilent } from '../adapters/engines/index.ts';
import type { Registry } from '#differentiate/attributes';
import { watchOtherFields } from '#identify/customers';
import { replayErasures } from '#identify/requests';
import type { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import { createEvents, type Events } from '../platform/events/index.ts';
import { FolderInUse, FolderNotWritable, readSecrets } from '../platform/files/index.ts';
import { newToken } from '../platform/ids/index.ts';
import { createJobs, type JobWorker } from '../platform/jobs/index.ts';
import type { Log } from '../platform/logging/index.ts';
import type { MailTransport } from '../platform/mail/index.ts';
import type { Module } from '../platform/module/index.ts';
import { createMetrics, type Metrics } from '../platform/operations/index.ts';
import { createRelay, type Relay } from '../platform/outbox/index.ts';
import { openMail } from './mail.ts';
import { composeModules } from './modules.ts';
import { erasureNeeds } from './personal-data.ts';
import { version } from './version.ts';

/** The whole program on one data folder: engines open, modules wired, nothing running until `start`. */
export type App = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly engines: Engines;
  readonly registry: Registry;
  readonly jobs: JobWorker;
  readonly events: Events;
  readonly relay: Relay;
  readonly mail: MailTransport;
  readonly metrics: Metrics;
  readonly modules: readonly Module[];
  /** Begins carrying the outbox to the warehouse and working through jobs. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the program. Refuses, in words, a data folder that another process has or that cannot be written, and a server that
 * does not answer; throws when an embedded engine cannot be had.
 */
export async function openApp(needs: { config: Config; clock: Clock; log: Log }): Promise<Outcome<App>> {
  const { config, clock, log } = needs;
  const engines = await openOwnEngines({ ...config, log });
  if ('refused' in engines) return engines;
  const server = engines.database;
  // Before anybody reads: what a restore brought back of erased people goes again.
  await replayErasures(erasureNeeds({ engines, clock, log }));
  const mail = openMail(config);
  const relay = createRelay({ server, warehouse: engines.warehouse, log });
  let modules: Module[] = [];
  const jobs = createJobs({
    server,
    clock,
    log,
    workerName: `${process.pid}-${newToken(6)}`,
    definitions: () => [...modules.flatMap((module) => module.jobs ?? []), ...events.definitions()],
  });
  const events = createEvents({ jobs, hearers: () => modules });
  const metrics = createMetrics({
    ...{ clock, log, version },
    measures: () => modules.flatMap((module) => module.measures ?? []),
  });
  const { signing } = await readSecrets(engines.folder);
  const composed = composeModules({
    ...{ config, clock, log, engines, jobs, events, relay, metrics },
    transport: mail,
    signing: { key: Buffer.from(signing, 'base64url'), publicUrl: publicUrlOf(config) },
  });
  modules = composed.modules;
  const { registry } = composed;
  const fields = watchOtherFields({ warehouse: engines.warehouse, log, renew: registry.renew });
  await fields.look();
  return {
    ...{ config, clock, log, engines, registry, jobs, events, relay, mail, metrics, modules },
    start: async () => {
      await relay.start();
      await jobs.start();
      fields.start();
    },
    close: async () => {
      await fields.stop();
      await jobs.stop();
      await relay.stop();
      await mail.close();
      await engines.close();
    },
  };
}

/** Where recipients' links lead: the address given, else this machine's own (good for a demonstration only). */
function publicUrlOf(config: Config): string {
  return (config.publicUrl ?? `http://127.0.0.1:${config.port}`).replace(/\/$/, '');
}

/** Opens the engines with their schemas left as they are: for what must look, or restore, before anything is changed. */
export function openForRepair(needs: { config: Config; log: Log }): Promise<Outcome<Engines>> {
  return openOwnEngines({ ...needs.config, log: needs.log, migrate: false });
}

function openOwnEngines(wanted: EnginesWanted): Promise<Outcome<Engines>> {
  return openEngines(wanted).catch((fault: unknown) => {
    if (fault instanceof FolderInUse)
      return refuse('unavailable', 'folder-in-use', fault.message, { pid: fault.pid });
    if (fault instanceof FolderNotWritable) return refuse('invalid', 'folder-not-writable', fault.message);
    if (fault instanceof ServerSilent) return refuse('unavailable', 'server-silent', fault.message);
    throw fault;
  });
}
