import { join } from 'node:path';
import { type Letterbox, openLetterbox } from '#adapters/letterbox';
import { createSmtpTransport } from '#adapters/smtp';
import { createRegistry, type Registry } from '#differentiate/attributes';
import {
  type Campaign,
  campaignsModule,
  type CampaignsNeeds,
  createCampaign,
  findCampaign,
  messageAttributes,
} from '#interact/campaigns';
import { CampaignBody } from '#interact/campaigns/api';
import { saveGateSettings } from '#interact/gate';
import { countMessages } from '#interact/messages';
import { systemClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { createJobs, type JobWorker } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from './engines.ts';
import { type CustomerToMake, makeCustomers } from './reachable-customers.ts';

/** Campaigns on engines of a test, their letters going to a letterbox. */
export type CampaignOffice = {
  readonly engines: TestEngines;
  readonly letterbox: Letterbox;
  readonly registry: Registry;
  readonly needs: CampaignsNeeds;
  readonly jobs: JobWorker;
  readonly relay: ReturnType<typeof createRelay>;
  /** Makes customers of a city, known to segments too. */
  people(city: string, made: readonly CustomerToMake[]): Promise<number[]>;
  draft(more?: Partial<CampaignBody>): Promise<Campaign>;
  untilState(campaignId: number, state: string): Promise<void>;
  /** Messages of a campaign by the reason they were left out for, else by their state. */
  stateCounts(campaignId: number): Promise<Record<string, number>>;
  close(): Promise<void>;
};

export const content = {
  fromName: 'Maison Lenoir',
  fromAddress: 'bonjour@maison-lenoir.example',
  replyTo: 'bonjour@maison-lenoir.example',
  subject: 'Bonjour {{ givenName | default: "à vous" }}',
  preheader: 'Votre code',
  html: '<body><p>{{ givenName | default: "Bonjour" }} de {{ city | default: "chez vous" }} : {{ couponCode }} {{ emailDomain | default: "" }} <a href="https://shop.example/?c={{ couponCode }}">voir</a></p><a href="{{ webVersionUrl }}">web</a> <a href="{{ unsubscribeUrl }}">stop</a></body>',
  text: '',
  language: 'fr' as const,
};

export const body = (more: Partial<CampaignBody> = {}): CampaignBody =>
  CampaignBody.parse({
    name: 'Essai',
    content,
    coupon: { prefix: 'MAI' },
    holdoutShare: 0,
    costPerContact: '0.012',
    ...more,
  });

export const inCity = (city: string) => ({
  condition: { attribute: 'city', operator: '=' as const, value: city },
});

/** Opens it, its jobs not yet begun. Call in `beforeAll`, close in `afterAll`. */
export async function openCampaignOffice(): Promise<CampaignOffice> {
  const engines = await openTestEngines();
  const letterbox = await openLetterbox({ folder: join(engines.folder, 'letters') });
  const registry = createRegistry([identity(), messageAttributes]);
  const server = engines.database;
  const jobs = createJobs({
    ...{ server, clock: systemClock, log: silentLog, workerName: 'test', retryDelayMs: () => 20 },
    definitions: () => campaignsModule(needs).jobs ?? [],
  });
  const relay = createRelay({ server, warehouse: engines.warehouse, log: silentLog });
  const needs: CampaignsNeeds = {
    ...{ server, warehouse: engines.warehouse, registry, clock: systemClock, log: silentLog, jobs },
    events: { say: async () => undefined },
    transport: createSmtpTransport({ url: letterbox.url, connections: 4 }),
    signing: { publicUrl: 'http://127.0.0.1:1', key: Buffer.alloc(32, 5) },
  };
  const settings = { pressure: { messagesMax: 2, windowDays: 7 }, globalHoldoutShare: 0 };
  await saveGateSettings(engines.db, { settings, by: 'test', at: new Date() });
  return {
    ...{ engines, letterbox, registry, needs, jobs, relay },
    people: async (city, made) => {
      const ids = await makeCustomers(
        engines.db,
        made.map((one) => ({ ...one, city })),
      );
      await relay.flush();
      return ids;
    },
    draft: async (more) => orThrow(await createCampaign(needs, { campaign: body(more), by: 'test' })),
    untilState: (campaignId, state) => untilState(needs, campaignId, state),
    stateCounts: async (campaignId) => {
      const counts = await countMessages(engines.db, `campaign:${campaignId}`);
      return Object.fromEntries(counts.map((row) => [row.reason ?? row.state, row.count]));
    },
    close: async () => {
      await jobs.stop();
      await needs.transport.close();
      await letterbox.close();
      await engines.close();
    },
  };
}

const identity = () => ({
  name: 'identity',
  module: 'test',
  query: 'SELECT customer_id, city, email_domain FROM customers FINAL WHERE is_deleted = 0',
  attributes: ['city', 'emailDomain'].map((name) => ({
    name,
    type: 'text' as const,
    label: { fr: name, en: name },
    meaning: { fr: name, en: name },
    expression: name === 'city' ? 'city' : 'email_domain',
    missing: "''",
  })),
});

async function untilState(needs: CampaignsNeeds, campaignId: number, state: string): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const campaign = orThrow(await findCampaign(needs, campaignId));
    if (campaign.state === state) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(
    `Campaign ${campaignId} never was ${state}: ${JSON.stringify(await findCampaign(needs, campaignId))}`,
  );
}
