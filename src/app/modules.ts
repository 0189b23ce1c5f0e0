import { accessModule, listAccounts } from '#access';
import { attributesModule, createRegistry, type Registry } from '#differentiate/attributes';
import { contractsModule } from '#differentiate/contracts';
import { lifetimeModule } from '#differentiate/lifetime';
import { portfolioModule } from '#differentiate/portfolio';
import { potentialModule } from '#differentiate/potential';
import { profitModule } from '#differentiate/profit';
import { type Reach, segmentsModule } from '#differentiate/segments';
import { valueModule, valuePart } from '#differentiate/value';
import { dashboardsModule } from '#evaluate/dashboards';
import { effectsModule } from '#evaluate/effects';
import { questionsModule } from '#evaluate/questions';
import { companiesModule, companiesPart } from '#identify/companies';
import { consentModule, consentsPart } from '#identify/consent';
import { customersModule } from '#identify/customers';
import { householdPart, householdsModule } from '#identify/households';
import { dossierModule, dossierPart } from '#identify/dossier';
import { contactsPart, historyModule, lastOrderDays, netSalesOf, ordersPart } from '#identify/history';
import { qualityModule } from '#identify/quality';
import { duplicatesPart, reviewModule } from '#identify/review';
import { screeningModule } from '#identify/screening';
import { requestsModule } from '#identify/requests';
import { sourcesModule } from '#identify/sources';
import { bouncesModule } from '#interact/bounces';
import {
  campaignNames,
  campaignPurpose,
  campaignsModule,
  labelOf,
  messageAttributes,
} from '#interact/campaigns';
import { gateModule } from '#interact/gate';
import { suppressedAmong } from '#interact/messages';
import { type Engines, findMigrations } from '../adapters/engines/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Events } from '../platform/events/index.ts';
import type { JobWorker } from '../platform/jobs/index.ts';
import type { Log } from '../platform/logging/index.ts';
import type { MailTransport } from '../platform/mail/index.ts';
import type { Module } from '../platform/module/index.ts';
import { type Metrics, operationsModule } from '../platform/operations/index.ts';
import type { Relay } from '../platform/outbox/index.ts';
import { erasureNeeds } from './personal-data.ts';
import { snapshotParts } from './snapshot-parts.ts';

/** What modules are made of; each is given only what it asks for. */
export type Parts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly engines: Engines;
  readonly jobs: JobWorker;
  readonly relay: Pick<Relay, 'lag'>;
  readonly metrics: Metrics;
  readonly events: Events;
  readonly transport: MailTransport;
  readonly signing: { readonly key: Uint8Array; readonly publicUrl: string };
};

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

/** Every module of the product, wired by hand in the order of the method, and the one registry of what they know of a customer. */
export function composeModules(parts: Parts): { modules: Module[]; registry: Registry } {
  const knowing = [...identifyModules(parts), ...valuingModules(parts)];
  const registry = createRegistry([
    ...knowing.flatMap((module) => module.attributes ?? []),
    messageAttributes,
  ]);
  return { modules: [...operatingModules(parts), ...knowing, ...actingModules(parts, registry)], registry };
}

function operatingModules(parts: Parts): Module[] {
  const { config, clock, engines } = parts;
  const { database, warehouse } = engines;
  const secureCookies = config.publicUrl?.startsWith('https:') ?? false;
  return [
    accessModule({ db: database.db, clock, secureCookies, currency: config.currency }),
    operationsModule({ ...parts, database, warehouse, migrations: findMigrations() }),
  ];
}

function identifyModules(parts: Parts): Module[] {
  const { config, clock, engines, events, jobs } = parts;
  const { database, warehouse } = engines;
  const { db } = database;
  const orders = ordersPart({ warehouse, clock });
  return [
    consentModule({
      ...{ db, clock, folder: engines.folder.files },
      lastOrders: (personIds, until) => lastOrderDays(warehouse, personIds, until),
    }),
    historyModule({
      ...{ db, warehouse },
      contactWords: { campaigns: (keys) => campaignNames(db, keys), reason: labelOf },
    }),
    sourcesModule({
      ...{ database, warehouse, clock, events, jobs },
      folder: engines.folder.files,
      currency: config.currency,
      timeZone: config.timeZone,
    }),
    qualityModule({ server: database, clock, jobs }),
    householdsModule({
      ...{ server: database, clock, jobs },
      sales: (personIds) => netSalesOf(warehouse, personIds),
    }),
    screeningModule({
      ...{ server: database, clock, jobs, folder: engines.folder.files },
      suppressed: suppressedAmong,
    }),
    companiesModule({ server: database, warehouse, clock }),
    dossierModule({ db, clock, owners: () => workingAccounts(db) }),
    requestsModule({ ...erasureNeeds(parts), jobs }),
    customersModule({
      ...{ server: database, clock, jobs, events },
      parts: [
        consentsPart(db),
        orders,
        contactsPart(warehouse),
        valuePart({ db, warehouse }),
        householdPart(db),
        companiesPart(db),
        duplicatesPart(db),
        dossierPart(db),
      ],
    }),
    reviewModule({ server: database, warehouse, clock, jobs, events, orders }),
  ];
}

/** Who may be given a task: accounts in use. */
async function workingAccounts(db: Parameters<typeof listAccounts>[0]) {
  const accounts = await listAccounts(db, 0, 1000, '');
  return accounts
    .filter((one) => one.disabledAt === null)
    .map(({ accountId, name }) => ({ accountId, name }));
}

function valuingModules({ clock, engines, jobs }: Parts): Module[] {
  const { database: server, warehouse } = engines;
  const { db } = server;
  return [
    valueModule({ server, warehouse, clock, jobs, parts: snapshotParts({ engines, clock }) }),
    lifetimeModule({ db, warehouse, clock, jobs }),
    profitModule({ db, warehouse, clock }),
    contractsModule({ db, warehouse, clock }),
    potentialModule({ db, warehouse, clock }),
    portfolioModule({ db, warehouse }),
  ];
}

function actingModules(parts: Parts, registry: Registry): Module[] {
  const { config, clock, engines } = parts;
  const { database: server, warehouse } = engines;
  const { db } = server;
  return [
    attributesModule({ registry }),
    segmentsModule({ db, warehouse, registry, clock, reaches }),
    gateModule({ db, clock }),
    campaignsModule({ ...parts, registry, server, warehouse }),
    bouncesModule({
      ...{ db, clock, mailbox: config.bounceMailbox },
      purposeOf: (origin) => campaignPurpose(db, origin),
    }),
    effectsModule({ database: server, warehouse, clock, currency: config.currency }),
    questionsModule({ database: server, warehouse, clock, currency: config.currency }),
    dashboardsModule({ database: server, warehouse, registry, clock, reaches, currency: config.currency }),
  ];
}
