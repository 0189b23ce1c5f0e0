import { accessModule } from '#access';
import { attributesModule, createRegistry, type Registry } from '#differentiate/attributes';
import { type Reach, segmentsModule } from '#differentiate/segments';
import { customerValue, valueAttributes, valueModule } from '#differentiate/value';
import { dashboardsModule } from '#evaluate/dashboards';
import { effectsModule } from '#evaluate/effects';
import { customersAttributes, customersModule } from '#identify/customers';
import { campaignsModule, messageAttributes } from '#interact/campaigns';
import { gateModule } from '#interact/gate';
import type { Engines } from '../adapters/engines/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Events } from '../platform/events/index.ts';
import type { JobDesk } from '../platform/jobs/index.ts';
import type { Log } from '../platform/logging/index.ts';
import type { MailTransport } from '../platform/mail/index.ts';
import type { Module } from '../platform/module/index.ts';
import { jobsModule } from '../platform/operations/index.ts';

/** What modules are made of; each is given only what it asks for. */
export type Parts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly engines: Engines;
  readonly registry: Registry;
  /** Fields that mappings added of their own, known at start. */
  readonly otherFields: readonly string[];
  readonly jobs: JobDesk;
  readonly events: Events;
  readonly transport: MailTransport;
  readonly signing: { readonly key: Uint8Array; readonly publicUrl: string };
};

/** The one vocabulary: what every module knows of a customer. */
export function composeRegistry(otherFields: readonly string[]): Registry {
  return createRegistry([customersAttributes(otherFields), valueAttributes, messageAttributes]);
}

/** Who can be reached by e-mail: an address, and consent to marketing. */
const reaches: readonly Reach[] = [
  {
    channel: 'email',
    label: { fr: 'e-mail', en: 'e-mail' },
    condition: {
      and: [
        { attribute: 'hasEmail', operator: '=', value: true },
        { attribute: 'consentEmail', operator: '=', value: 'granted' },
      ],
    },
  },
];

/** Every module of the product, wired by hand in the order of the method. */
export function composeModules(parts: Parts): Module[] {
  const { config, clock, engines, jobs, registry } = parts;
  const { database: server, warehouse } = engines;
  const { db } = server;
  const secureCookies = config.publicUrl?.startsWith('https:') ?? false;
  return [
    accessModule({ db, clock, secureCookies }),
    jobsModule({ jobs }),
    customersModule({
      db,
      otherFields: parts.otherFields,
      parts: [{ name: 'value', read: ({ customerId }) => customerValue({ db, warehouse }, customerId) }],
    }),
    attributesModule({ registry }),
    segmentsModule({ db, warehouse, registry, clock, reaches }),
    valueModule({ server, warehouse, clock, jobs }),
    gateModule({ db, clock }),
    campaignsModule({ ...parts, server, warehouse }),
    effectsModule({ database: server, warehouse, clock, currency: config.currency }),
    dashboardsModule({ database: server, warehouse, registry, clock, reaches, currency: config.currency }),
  ];
}
