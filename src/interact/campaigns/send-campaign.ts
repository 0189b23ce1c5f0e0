import { compileEmail, composeEmail, deliverMessages, loadMailLimits } from '#interact/channels';
import { whatIsLeft } from '#interact/messages';
import { type Database, inTransaction } from '#platform/database';
import { type Campaign, originOf } from './campaign.ts';
import { moveCampaign, selectCampaign, writeTrouble } from './campaigns.store.ts';
import type { CampaignsNeeds } from './needs.ts';

export type SendRun = {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, counts: Record<string, number>) => Promise<void>;
};

/**
 * Sends what the ledger holds of a campaign that is sending. Ends it when nothing is left; when some messages wait for another
 * try, has itself run again when the first of them is due. While the mail server is away the campaign waits, and says so.
 */
export async function sendCampaign(needs: CampaignsNeeds, campaignId: number, run: SendRun): Promise<void> {
  const { db } = needs.server;
  const campaign = await selectCampaign(db, campaignId);
  if (campaign?.state !== 'sending') return;
  const email = compileEmail(campaign.content);
  const origin = { origin: originOf(campaignId), step: '' };
  const { signing } = needs;
  const list = listOf(campaign);
  const before = await whatIsLeft(db, { ...origin, due: needs.clock.now() });
  const delivered = await deliverMessages(
    { ...needs, limits: await loadMailLimits(db) },
    {
      ...origin,
      cost: campaign.costPerContact,
      compose: (message) => composeEmail({ ...message, email, signing, list }),
      mayGoOn: async () => (await selectCampaign(db, campaignId))?.state === 'sending',
      signal: run.signal,
      onTrouble: (words) => writeTrouble(db, campaignId, words ?? null),
      onProgress: (counts) => {
        const done = counts.handedOver + counts.bounced + counts.failed + counts.unknown;
        return run.onProgress(done, before.due, { ...counts });
      },
    },
  );
  if (delivered.stopped) return;
  await endOrWait(needs, campaign);
}

const lookAgainMs = 30_000;

/** For mailbox filters: `marketing`, or `marketing.maison-lenoir` for a brand. */
function listOf(campaign: Campaign): string {
  const brand = campaign.brand.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return brand === '' ? campaign.purpose : `${campaign.purpose}.${brand}`;
}

async function endOrWait(needs: CampaignsNeeds, campaign: Campaign): Promise<void> {
  const { campaignId } = campaign;
  await inTransaction(needs.server.db, async (trx) => {
    const current = await selectCampaign(trx, campaignId, { lock: true });
    if (current?.state !== 'sending') return;
    const at = needs.clock.now();
    const left = await leftOf(trx, campaignId, at);
    if (left.nextAt === null && left.claimed === 0) {
      await moveCampaign(trx, { campaignId, from: ['sending'], to: 'done', at });
      return;
    }
    // In another sender's hands: it ends the campaign, unless it dies; then this run settles what it held.
    const runAt = left.nextAt ?? new Date(at.getTime() + lookAgainMs);
    const key = `campaign:${campaignId}:send:at:${runAt.getTime()}`;
    await needs.jobs.enqueue('campaign.send', { campaignId }, { key, runAt, within: trx });
  });
}

function leftOf(db: Database, campaignId: number, due: Date) {
  return whatIsLeft(db, { origin: originOf(campaignId), step: '', due });
}
