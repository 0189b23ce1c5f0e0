import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Letterbox, openLetterbox } from '#adapters/letterbox';
import { createSmtpTransport } from '#adapters/smtp';
import { createRegistry, type Registry } from '#differentiate/attributes';
import { saveGateSettings } from '#interact/gate';
import { countMessages } from '#interact/messages';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { createJobs, type JobWorker } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import { type CustomerToMake, makeCustomers, somePeople } from '#test/reachable-customers';
import { CampaignBody } from './api.ts';
import { campaignJobs } from './campaigns.jobs.ts';
import { explainContact } from './explain-contact.ts';
import { exportMessages } from './export-messages.ts';
import { launchCampaign } from './launch-campaign.ts';
import { messageAttributes } from './message-attributes.ts';
import type { CampaignsNeeds } from './needs.ts';
import { planCampaign } from './plan-campaign.ts';
import { previewAudience } from './preview-audience.ts';
import { previewMessage } from './preview-message.ts';
import { changeCampaign, createCampaign, findCampaign } from './save-campaign.ts';
import { scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';
import { sendProof } from './send-proof.ts';
import { cancelCampaign, pauseCampaign, resumeCampaign } from './steer-campaign.ts';

let engines: TestEngines;
let letterbox: Letterbox;
let jobs: JobWorker;
let needs: CampaignsNeeds;
let registry: Registry;
let relay: ReturnType<typeof createRelay>;

beforeAll(async () => {
  engines = await openTestEngines();
  letterbox = await openLetterbox({ folder: join(engines.folder, 'letters') });
  const identity = {
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
  };
  registry = createRegistry([identity, messageAttributes]);
  const server = engines.database;
  jobs = createJobs({
    server,
    clock: systemClock,
    log: silentLog,
    workerName: 'test',
    definitions: () => campaignJobs(needs),
    retryDelayMs: () => 20,
  });
  relay = createRelay({ server, warehouse: engines.warehouse, log: silentLog });
  needs = {
    server,
    warehouse: engines.warehouse,
    registry,
    clock: systemClock,
    log: silentLog,
    jobs,
    events: { say: async () => undefined },
    transport: createSmtpTransport({ url: letterbox.url, connections: 4 }),
    signing: { publicUrl: 'http://127.0.0.1:1', key: Buffer.alloc(32, 5) },
  };
  await saveGateSettings(engines.db, {
    settings: { pressure: { messagesMax: 2, windowDays: 7 }, globalHoldoutShare: 0 },
    by: 'test',
    at: new Date(),
  });
});
afterAll(async () => {
  await jobs.stop();
  await needs.transport.close();
  await letterbox.close();
  await engines.close();
});

const content = {
  fromName: 'Maison Lenoir',
  fromAddress: 'bonjour@maison-lenoir.example',
  replyTo: 'bonjour@maison-lenoir.example',
  subject: 'Bonjour {{ givenName | default: "à vous" }}',
  preheader: 'Votre code',
  html: '<body><p>{{ givenName | default: "Bonjour" }} de {{ city | default: "chez vous" }} : {{ couponCode }} {{ emailDomain | default: "" }} <a href="https://shop.example/?c={{ couponCode }}">voir</a></p><a href="{{ webVersionUrl }}">web</a> <a href="{{ unsubscribeUrl }}">stop</a></body>',
  text: '',
  language: 'fr' as const,
};

const body = (more: Partial<CampaignBody> = {}): CampaignBody =>
  CampaignBody.parse({
    name: 'Essai',
    content,
    coupon: { prefix: 'MAI' },
    holdoutShare: 0,
    costPerContact: '0.012',
    ...more,
  });

const inCity = (city: string) => ({ condition: { attribute: 'city', operator: '=' as const, value: city } });
const draft = async (more: Partial<CampaignBody> = {}) =>
  orThrow(await createCampaign(needs, { campaign: body(more), by: 'test' }));

async function people(city: string, made: readonly CustomerToMake[]): Promise<number[]> {
  const ids = await makeCustomers(
    engines.db,
    made.map((one) => ({ ...one, city })),
  );
  await relay.flush();
  return ids;
}

async function untilState(campaignId: number, state: string): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const campaign = orThrow(await findCampaign(needs, campaignId));
    if (campaign.state === state) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(
    `Campaign ${campaignId} never was ${state}: ${JSON.stringify(await findCampaign(needs, campaignId))}`,
  );
}

const stateCounts = async (campaignId: number) =>
  Object.fromEntries(
    (await countMessages(engines.db, `campaign:${campaignId}`)).map((row) => [
      row.reason ?? row.state,
      row.count,
    ]),
  );

describe('a campaign', () => {
  beforeEach(() => jobs.start());

  test('is planned, sent and told to history: every reason counted, coupons unique, preview equal to what happens', async () => {
    const mixed: CustomerToMake[] = [
      ...somePeople(40, 'all.example'),
      { givenName: 'Sans', familyName: 'Adresse', email: null },
      { givenName: 'Faux', familyName: 'Courriel', email: 'faux@@all.example' },
      { givenName: 'Jamais', familyName: 'Demandé', email: 'jamais@all.example', consent: null },
      { givenName: 'Plus', familyName: 'Jamais', email: 'plus@all.example', consent: 'withdrawn' },
    ];
    const ids = await people('Lille', mixed);
    const campaign = await draft({ audience: inCity('Lille'), holdoutShare: 0.25 });
    const { campaignId } = campaign;
    const preview = orThrow(await previewAudience(needs, { ...campaign, campaignId }));
    expect(preview).toMatchObject({ audience: 44, reachable: 40, estimated: false });
    expect(preview.toSend + preview.control).toBe(40);
    expect(preview.control).toBeGreaterThan(0);
    expect(Number(preview.cost)).toBeCloseTo(preview.toSend * 0.012, 9);

    const [one, two] = await Promise.all([
      launchCampaign(needs, campaignId),
      launchCampaign(needs, campaignId),
    ]);
    expect([isRefusal(one), isRefusal(two)]).toEqual([false, false]);
    await untilState(campaignId, 'done');
    expect(orThrow(await launchCampaign(needs, campaignId)).state).toBe('done');

    const counts = await stateCounts(campaignId);
    expect(counts).toMatchObject({ 'handed over': preview.toSend, 'campaign-holdout': preview.control });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(44);
    expect(Object.fromEntries(preview.reasons.map((reason) => [reason.code, reason.count]))).toEqual(
      Object.fromEntries(Object.entries(counts).filter(([code]) => code !== 'handed over')),
    );

    const letters = await Promise.all((await letterbox.files()).map((file) => letterbox.read(file)));
    const ours = letters.filter((letter) => letter.recipients[0]?.endsWith('@all.example'));
    expect(new Set(ours.flatMap((letter) => letter.recipients)).size).toBe(preview.toSend);
    expect(ours.length).toBe(preview.toSend);
    const codes = ours.map((letter) => /MAI-[2-9A-Z]{8}/.exec(letter.email.text ?? '')?.[0]);
    expect(new Set(codes).size).toBe(preview.toSend);
    expect(ours[0]?.email.html).toMatch(/Prénom\d+ de Lille : MAI-.* all\.example/);

    await relay.flush();
    const told = await engines.warehouse.query<{ kind: string; arm: string; n: number; cost: string | null }>(
      `SELECT kind, arm, count() AS n, sum(cost) AS cost FROM contacts WHERE campaign_key = {key:String} GROUP BY kind, arm ORDER BY kind, arm`,
      { key: `campaign:${campaignId}` },
    );
    expect(told).toMatchObject([
      { kind: 'sent', arm: 'treated', n: preview.toSend },
      { kind: 'skipped', arm: 'control', n: preview.control },
      { kind: 'skipped', arm: 'none', n: 4 },
    ]);
    expect(Number(told[0]?.cost)).toBeCloseTo(preview.toSend * 0.012, 9);
    const received = registry.selectCustomers({
      condition: { attribute: 'messagesReceived30Days', operator: '=', value: 1 },
      columns: ['lastMessageAt'],
      now: new Date(),
    });
    expect((await engines.warehouse.query(received.query, received.parameters)).length).toBe(preview.toSend);

    const whyNot = orThrow(await explainContact(needs, { campaignId, customerId: ids[43] ?? 0 }));
    expect(whyNot).toMatchObject({ standing: 'decided', state: 'skipped', arm: 'none' });
    expect(whyNot.reasons[0]?.fr).toContain('Consentement retiré le 2026-01-10');
    const [elsewhere] = await people('Brest', somePeople(1, 'brest.example'));
    expect(await explainContact(needs, { campaignId, customerId: elsewhere ?? 0 })).toMatchObject({
      standing: 'not-in-audience',
    });
  });

  test('a household with one address is written to once', async () => {
    const email = 'famille@foyer.example';
    await people('Rennes', [
      { givenName: 'Marie', familyName: 'Le Gall', email },
      { givenName: 'Yann', familyName: 'Le Gall', email },
    ]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from identify.customer where email = ${email}`.execute(engines.db);
    expect(rows[0]?.n).toBe(2);
    const { campaignId } = await draft({ audience: inCity('Rennes') });
    await launchCampaign(needs, campaignId);
    await untilState(campaignId, 'done');
    expect(await stateCounts(campaignId)).toEqual({ 'handed over': 1, 'address-shared': 1 });
  });

  test('pressure closes the third message of a week', async () => {
    const ids = await people('Nantes', somePeople(5, 'nantes.example'));
    const outcomes = [];
    for (const name of ['un', 'deux', 'trois']) {
      const { campaignId } = await draft({ name, audience: inCity('Nantes') });
      await launchCampaign(needs, campaignId);
      await untilState(campaignId, 'done');
      outcomes.push(await stateCounts(campaignId));
    }
    expect(outcomes).toEqual([{ 'handed over': 5 }, { 'handed over': 5 }, { pressure: 5 }]);
    const last = await draft({ name: 'quatre', audience: inCity('Nantes') });
    const now = orThrow(
      await explainContact(needs, { campaignId: last.campaignId, customerId: ids[0] ?? 0 }),
    );
    expect(now).toMatchObject({ standing: 'not-yet-decided', reasons: [{ code: 'pressure' }] });
    expect(now.reasons[0]?.en).toBe('Already 2 messages in 7 days (2 at most).');
  });

  test('is paused while it is planned or sent, goes on where it was, and is cancelled for good', async () => {
    await people('Dijon', somePeople(30, 'dijon.example'));
    const { campaignId } = await draft({ audience: inCity('Dijon') });
    await jobs.stop();
    jobs = createJobs({
      server: engines.database,
      clock: systemClock,
      log: silentLog,
      workerName: 'test-2',
      definitions: () => campaignJobs(needs),
    });
    needs = { ...needs, jobs };
    await launchCampaign(needs, campaignId);
    expect(orThrow(await pauseCampaign(needs, campaignId)).state).toBe('paused');
    await jobs.start();
    expect(orThrow(await resumeCampaign(needs, campaignId)).state).toBe('planning');
    await untilState(campaignId, 'done');
    expect(await stateCounts(campaignId)).toEqual({ 'handed over': 30 });
    expect(await cancelCampaign(needs, campaignId)).toMatchObject({
      refused: true,
      code: 'campaign-in-wrong-state',
    });

    const other = await draft({ audience: inCity('Dijon') });
    expect(orThrow(await cancelCampaign(needs, other.campaignId)).state).toBe('cancelled');
    expect(await launchCampaign(needs, other.campaignId)).toMatchObject({ code: 'campaign-in-wrong-state' });
  });

  test('planning interrupted after each batch goes on without missing or doubling anybody', async () => {
    const ids = await people('Metz', somePeople(2_300, 'metz.example'));
    const { campaignId } = await draft({
      audience: inCity('Metz'),
      coupon: null,
      content: { ...content, html: content.html.replaceAll('{{ couponCode }}', '') },
    });
    const quiet = { ...needs, jobs: { enqueue: async () => 'none' } };
    orThrow(await launchCampaign(quiet, campaignId));
    for (let runs = 0; runs < 10; runs += 1) {
      const stop = new AbortController();
      await planCampaign(quiet, campaignId, { signal: stop.signal, onProgress: async () => stop.abort() });
    }
    expect(orThrow(await findCampaign(needs, campaignId)).state).toBe('sending');
    expect(await stateCounts(campaignId)).toEqual({ planned: ids.length });
    await cancelCampaign(needs, campaignId);
    expect(await stateCounts(campaignId)).toEqual({ 'campaign-cancelled': ids.length });
  });

  test('is scheduled, moved, taken back; leaves at its hour', async () => {
    await people('Tours', somePeople(3, 'tours.example'));
    const { campaignId } = await draft({ audience: inCity('Tours') });
    expect(await scheduleCampaign(needs, { campaignId, at: new Date(Date.now() - 1000) })).toMatchObject({
      code: 'moment-is-past',
    });
    const far = new Date(Date.now() + 86_400_000);
    expect(orThrow(await scheduleCampaign(needs, { campaignId, at: far })).state).toBe('scheduled');
    expect(orThrow(await unscheduleCampaign(needs, campaignId))).toMatchObject({
      state: 'draft',
      scheduledAt: null,
    });
    await scheduleCampaign(needs, { campaignId, at: far });
    await scheduleCampaign(needs, { campaignId, at: new Date(Date.now() + 300) });
    await untilState(campaignId, 'done');
    expect(await stateCounts(campaignId)).toEqual({ 'handed over': 3 });
  });

  test('is not changed over somebody else’s change, nor launched with faulty content or an unknown audience', async () => {
    const campaign = await draft();
    const { campaignId, version } = campaign;
    expect(
      orThrow(await changeCampaign(needs, { campaignId, version, campaign: body({ name: 'Autre' }) }))
        .version,
    ).toBe(version + 1);
    expect(await changeCampaign(needs, { campaignId, version, campaign: body() })).toMatchObject({
      code: 'campaign-changed-meanwhile',
    });
    const faulty = await draft({ content: { ...content, subject: '{{ givenName }}', html: '<p>x</p>' } });
    const refused = await launchCampaign(needs, faulty.campaignId);
    expect(refused).toMatchObject({ refused: true, code: 'content-not-ready' });
    expect(JSON.stringify(refused)).toMatch(
      /default-missing.*unsubscribe-missing|unsubscribe-missing.*default-missing/,
    );
    expect(
      await createCampaign(needs, { campaign: body({ audience: { segmentId: 9_999 } }), by: 'x' }),
    ).toMatchObject({ refused: true });
    expect(await findCampaign(needs, 123_456)).toMatchObject({ code: 'no-such-campaign' });
  });

  test('shows a customer’s own message before sending, and sends proofs outside the ledger', async () => {
    const [id] = await people('Pau', [{ givenName: 'Hélène', email: 'helene@pau.example' }]);
    const campaign = await draft({ audience: inCity('Pau') });
    const shown = orThrow(
      await previewMessage(needs, { content, coupon: campaign.coupon, customerId: id ?? 0 }),
    );
    expect(shown.subject).toBe('Bonjour Hélène');
    expect(shown.html).toContain('Hélène de Pau : MAI-XXXXXXXX pau.example');
    expect(shown.html).toContain('href="https://shop.example/?c=MAI-XXXXXXXX"');
    expect(await previewMessage(needs, { content, coupon: null, customerId: 999_999 })).toMatchObject({
      code: 'no-such-customer',
    });
    const proof = {
      campaignId: campaign.campaignId,
      addresses: ['chef@maison-lenoir.example'],
      customerId: id ?? 0,
      by: 'test',
    };
    expect(orThrow(await sendProof(needs, proof))[0]).toMatchObject({
      address: 'chef@maison-lenoir.example',
      answer: expect.stringContaining('accepted'),
    });
    const letters = await Promise.all((await letterbox.files()).map((file) => letterbox.read(file)));
    expect(
      letters.find((letter) => letter.recipients.includes('chef@maison-lenoir.example'))?.email.subject,
    ).toBe('[Essai] Bonjour Hélène');
    expect(await stateCounts(campaign.campaignId)).toEqual({});
  });

  test('a file of messages holds no formulas', async () => {
    await people('Nice', [{ givenName: '=1+1', email: '=cmd@nice.example' }]);
    const { campaignId } = await draft({ audience: inCity('Nice') });
    await launchCampaign(needs, campaignId);
    await untilState(campaignId, 'done');
    let file = '';
    for await (const piece of exportMessages(engines.db, { origin: `campaign:${campaignId}` })) file += piece;
    const lines = file.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^customerId,address,arm,state,reason/);
    expect(lines[1]).toContain(",'=cmd@nice.example,");
  });
});
