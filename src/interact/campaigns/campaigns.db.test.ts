import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { createJobs } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import { type CampaignOffice, content, inCity, openCampaignOffice } from '#test/campaign-office';
import { type CustomerToMake, somePeople } from '#test/reachable-customers';
import { campaignJobs } from './campaigns.jobs.ts';
import { explainContact } from './explain-contact.ts';
import { launchCampaign } from './launch-campaign.ts';
import { planCampaign } from './plan-campaign.ts';
import { previewAudience } from './preview-audience.ts';
import { findCampaign } from './save-campaign.ts';
import { cancelCampaign, pauseCampaign, resumeCampaign } from './steer-campaign.ts';

let office: CampaignOffice;
beforeAll(async () => {
  office = await openCampaignOffice();
});
afterAll(() => office.close());

describe('a campaign on its way', () => {
  beforeEach(() => office.jobs.start());

  test('is planned, sent and told to history: every reason counted, coupons unique, preview equal to what happens', async () => {
    const mixed: CustomerToMake[] = [
      ...somePeople(40, 'all.example'),
      { givenName: 'Sans', familyName: 'Adresse', email: null },
      { givenName: 'Faux', familyName: 'Courriel', email: 'faux@@all.example' },
      { givenName: 'Jamais', familyName: 'Demandé', email: 'jamais@all.example', consent: null },
      { givenName: 'Plus', familyName: 'Jamais', email: 'plus@all.example', consent: 'withdrawn' },
    ];
    const ids = await office.people('Lille', mixed);
    const campaign = await office.draft({ audience: inCity('Lille'), holdoutShare: 0.25 });
    const { campaignId } = campaign;
    const preview = orThrow(await previewAudience(office.needs, { ...campaign, campaignId }));
    expect(preview).toMatchObject({ audience: 44, reachable: 40, estimated: false });
    expect(preview.toSend + preview.control).toBe(40);
    expect(preview.control).toBeGreaterThan(0);
    expect(Number(preview.cost)).toBeCloseTo(preview.toSend * 0.012, 9);

    const [one, two] = await Promise.all([
      launchCampaign(office.needs, campaignId),
      launchCampaign(office.needs, campaignId),
    ]);
    expect([isRefusal(one), isRefusal(two)]).toEqual([false, false]);
    await office.untilState(campaignId, 'done');
    expect(orThrow(await launchCampaign(office.needs, campaignId)).state).toBe('done');

    const counts = await office.stateCounts(campaignId);
    expect(counts).toMatchObject({ 'handed over': preview.toSend, 'campaign-holdout': preview.control });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(44);
    expect(Object.fromEntries(preview.reasons.map((reason) => [reason.code, reason.count]))).toEqual(
      Object.fromEntries(Object.entries(counts).filter(([code]) => code !== 'handed over')),
    );

    const letters = await Promise.all(
      (await office.letterbox.files()).map((file) => office.letterbox.read(file)),
    );
    const ours = letters.filter((letter) => letter.recipients[0]?.endsWith('@all.example'));
    expect(new Set(ours.flatMap((letter) => letter.recipients)).size).toBe(preview.toSend);
    expect(ours.length).toBe(preview.toSend);
    const codes = ours.map((letter) => /MAI-[2-9A-Z]{8}/.exec(letter.email.text ?? '')?.[0]);
    expect(new Set(codes).size).toBe(preview.toSend);
    expect(ours[0]?.email.html).toMatch(/Prénom\d+ de Lille : MAI-.* all\.example/);

    await office.relay.flush();
    const told = await office.engines.warehouse.query<{
      kind: string;
      arm: string;
      n: number;
      cost: string | null;
    }>(
      `SELECT kind, arm, count() AS n, sum(cost) AS cost FROM contacts WHERE campaign_key = {key:String} GROUP BY kind, arm ORDER BY kind, arm`,
      { key: `campaign:${campaignId}` },
    );
    expect(told).toMatchObject([
      { kind: 'sent', arm: 'treated', n: preview.toSend },
      { kind: 'skipped', arm: 'control', n: preview.control },
      { kind: 'skipped', arm: 'none', n: 4 },
    ]);
    expect(Number(told[0]?.cost)).toBeCloseTo(preview.toSend * 0.012, 9);
    const received = office.registry.selectCustomers({
      condition: { attribute: 'messagesReceived30Days', operator: '=', value: 1 },
      columns: ['lastMessageAt'],
      now: new Date(),
    });
    expect((await office.engines.warehouse.query(received.query, received.parameters)).length).toBe(
      preview.toSend,
    );

    const whyNot = orThrow(await explainContact(office.needs, { campaignId, customerId: ids[43] ?? 0 }));
    expect(whyNot).toMatchObject({ standing: 'decided', state: 'skipped', arm: 'none' });
    expect(whyNot.reasons[0]?.fr).toContain('Consentement retiré le 2026-01-10');
    const [elsewhere] = await office.people('Brest', somePeople(1, 'brest.example'));
    expect(await explainContact(office.needs, { campaignId, customerId: elsewhere ?? 0 })).toMatchObject({
      standing: 'not-in-audience',
    });
  });

  test('a household with one address is written to once', async () => {
    const email = 'famille@foyer.example';
    await office.people('Rennes', [
      { givenName: 'Marie', familyName: 'Le Gall', email },
      { givenName: 'Yann', familyName: 'Le Gall', email },
    ]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from identify.customer where email = ${email}`.execute(office.engines.db);
    expect(rows[0]?.n).toBe(2);
    const { campaignId } = await office.draft({ audience: inCity('Rennes') });
    await launchCampaign(office.needs, campaignId);
    await office.untilState(campaignId, 'done');
    expect(await office.stateCounts(campaignId)).toEqual({ 'handed over': 1, 'address-shared': 1 });
  });

  test('pressure closes the third message of a week', async () => {
    const ids = await office.people('Nantes', somePeople(5, 'nantes.example'));
    const outcomes = [];
    for (const name of ['un', 'deux', 'trois']) {
      const { campaignId } = await office.draft({ name, audience: inCity('Nantes') });
      await launchCampaign(office.needs, campaignId);
      await office.untilState(campaignId, 'done');
      outcomes.push(await office.stateCounts(campaignId));
    }
    expect(outcomes).toEqual([{ 'handed over': 5 }, { 'handed over': 5 }, { pressure: 5 }]);
    const last = await office.draft({ name: 'quatre', audience: inCity('Nantes') });
    const now = orThrow(
      await explainContact(office.needs, { campaignId: last.campaignId, customerId: ids[0] ?? 0 }),
    );
    expect(now).toMatchObject({ standing: 'not-yet-decided', reasons: [{ code: 'pressure' }] });
    expect(now.reasons[0]?.en).toBe('Already 2 messages in 7 days (2 at most).');
  });

  test('is paused while it is planned or sent, goes on where it was, and is cancelled for good', async () => {
    await office.people('Dijon', somePeople(30, 'dijon.example'));
    const { campaignId } = await office.draft({ audience: inCity('Dijon') });
    await office.jobs.stop();
    const jobs = createJobs({
      ...{ server: office.engines.database, clock: systemClock, log: silentLog, workerName: 'test-2' },
      definitions: () => campaignJobs(needs),
    });
    const needs = { ...office.needs, jobs };
    await launchCampaign(needs, campaignId);
    expect(orThrow(await pauseCampaign(needs, campaignId)).state).toBe('paused');
    await jobs.start();
    expect(orThrow(await resumeCampaign(needs, campaignId)).state).toBe('planning');
    await office.untilState(campaignId, 'done');
    expect(await office.stateCounts(campaignId)).toEqual({ 'handed over': 30 });
    expect(await cancelCampaign(needs, campaignId)).toMatchObject({
      refused: true,
      code: 'campaign-in-wrong-state',
    });

    const other = await office.draft({ audience: inCity('Dijon') });
    expect(orThrow(await cancelCampaign(needs, other.campaignId)).state).toBe('cancelled');
    expect(await launchCampaign(needs, other.campaignId)).toMatchObject({ code: 'campaign-in-wrong-state' });
    await jobs.stop();
  });

  test('planning interrupted after each batch goes on without missing or doubling anybody', async () => {
    const ids = await office.people('Metz', somePeople(2_300, 'metz.example'));
    const { campaignId } = await office.draft({
      audience: inCity('Metz'),
      coupon: null,
      content: { ...content, html: content.html.replaceAll('{{ couponCode }}', '') },
    });
    const quiet = { ...office.needs, jobs: { enqueue: async () => 'none' } };
    orThrow(await launchCampaign(quiet, campaignId));
    for (let runs = 0; runs < 10; runs += 1) {
      const stop = new AbortController();
      await planCampaign(quiet, campaignId, { signal: stop.signal, onProgress: async () => stop.abort() });
    }
    expect(orThrow(await findCampaign(office.needs, campaignId)).state).toBe('sending');
    expect(await office.stateCounts(campaignId)).toEqual({ planned: ids.length });
    await cancelCampaign(office.needs, campaignId);
    expect(await office.stateCounts(campaignId)).toEqual({ 'campaign-cancelled': ids.length });
  });
});
