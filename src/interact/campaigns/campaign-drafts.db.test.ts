import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orThrow } from '#platform/errors';
import { body, type CampaignOffice, content, inCity, openCampaignOffice } from '#test/campaign-office';
import { somePeople } from '#test/reachable-customers';
import { exportMessages } from './export-messages.ts';
import { launchCampaign } from './launch-campaign.ts';
import { previewMessage } from './preview-message.ts';
import { changeCampaign, createCampaign, findCampaign } from './save-campaign.ts';
import { scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';
import { sendProof } from './send-proof.ts';

let office: CampaignOffice;
beforeAll(async () => {
  office = await openCampaignOffice();
});
afterAll(() => office.close());

describe('a campaign before and after its way', () => {
  beforeEach(() => office.jobs.start());

  test('is scheduled, moved, taken back; leaves at its hour', async () => {
    await office.people('Tours', somePeople(3, 'tours.example'));
    const { campaignId } = await office.draft({ audience: inCity('Tours') });
    expect(
      await scheduleCampaign(office.needs, { campaignId, at: new Date(Date.now() - 1000) }),
    ).toMatchObject({
      code: 'moment-is-past',
    });
    const far = new Date(Date.now() + 86_400_000);
    expect(orThrow(await scheduleCampaign(office.needs, { campaignId, at: far })).state).toBe('scheduled');
    expect(orThrow(await unscheduleCampaign(office.needs, campaignId))).toMatchObject({
      state: 'draft',
      scheduledAt: null,
    });
    await scheduleCampaign(office.needs, { campaignId, at: far });
    await scheduleCampaign(office.needs, { campaignId, at: new Date(Date.now() + 300) });
    await office.untilState(campaignId, 'done');
    expect(await office.stateCounts(campaignId)).toEqual({ 'handed over': 3 });
  });

  test('is not changed over somebody else’s change, nor launched with faulty content or an unknown audience', async () => {
    const campaign = await office.draft();
    const { campaignId, version } = campaign;
    expect(
      orThrow(await changeCampaign(office.needs, { campaignId, version, campaign: body({ name: 'Autre' }) }))
        .version,
    ).toBe(version + 1);
    expect(await changeCampaign(office.needs, { campaignId, version, campaign: body() })).toMatchObject({
      code: 'campaign-changed-meanwhile',
    });
    const faulty = await office.draft({
      content: { ...content, subject: '{{ givenName }}', html: '<p>x</p>' },
    });
    const refused = await launchCampaign(office.needs, faulty.campaignId);
    expect(refused).toMatchObject({ refused: true, code: 'content-not-ready' });
    expect(JSON.stringify(refused)).toMatch(
      /default-missing.*unsubscribe-missing|unsubscribe-missing.*default-missing/,
    );
    expect(
      await createCampaign(office.needs, { campaign: body({ audience: { segmentId: 9_999 } }), by: 'x' }),
    ).toMatchObject({ refused: true });
    expect(await findCampaign(office.needs, 123_456)).toMatchObject({ code: 'no-such-campaign' });
  });

  test('shows a customer’s own message before sending, and sends proofs outside the ledger', async () => {
    const [id] = await office.people('Pau', [{ givenName: 'Hélène', email: 'helene@pau.example' }]);
    const campaign = await office.draft({ audience: inCity('Pau') });
    const shown = orThrow(
      await previewMessage(office.needs, { content, coupon: campaign.coupon, customerId: id ?? 0 }),
    );
    expect(shown.subject).toBe('Bonjour Hélène');
    expect(shown.html).toContain('Hélène de Pau : MAI-XXXXXXXX pau.example');
    expect(shown.html).toContain('href="https://shop.example/?c=MAI-XXXXXXXX"');
    expect(await previewMessage(office.needs, { content, coupon: null, customerId: 999_999 })).toMatchObject({
      code: 'no-such-customer',
    });
    const proof = {
      campaignId: campaign.campaignId,
      addresses: ['chef@maison-lenoir.example'],
      customerId: id ?? 0,
      by: 'test',
    };
    expect(orThrow(await sendProof(office.needs, proof))[0]).toMatchObject({
      address: 'chef@maison-lenoir.example',
      answer: expect.stringContaining('accepted'),
    });
    const letters = await Promise.all(
      (await office.letterbox.files()).map((file) => office.letterbox.read(file)),
    );
    expect(
      letters.find((letter) => letter.recipients.includes('chef@maison-lenoir.example'))?.email.subject,
    ).toBe('[Essai] Bonjour Hélène');
    expect(await office.stateCounts(campaign.campaignId)).toEqual({});
  });

  test('a file of messages holds no formulas', async () => {
    await office.people('Nice', [{ givenName: '=1+1', email: '=cmd@nice.example' }]);
    const { campaignId } = await office.draft({ audience: inCity('Nice') });
    await launchCampaign(office.needs, campaignId);
    await office.untilState(campaignId, 'done');
    let file = '';
    for await (const piece of exportMessages(office.engines.db, { origin: `campaign:${campaignId}` }))
      file += piece;
    const lines = file.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^customerId,address,arm,state,reason/);
    expect(lines[1]).toContain(",'=cmd@nice.example,");
  });
});
