import type { CampaignBody } from '#interact/campaigns';
import { orThrow } from '../../platform/errors/index.ts';
import { callRoute } from '../call-route.ts';
import type { App } from '../open-app.ts';
import type { Step } from './import-market.ts';

/** The demo's campaign: a 10 % voucher for buyers of the last two years, three in ten held out to know what it changed. */
export const demoTest = { windowDays: 14, discountPercent: 10, holdoutShare: 0.3 } as const;

const condition = { attribute: 'valueRank', operator: 'is known' } as const;

const html = `<!doctype html>
<html lang="fr"><body style="margin:0;background:#fbfaf7;font-family:Georgia,serif;color:#1b1b1f">
<table role="presentation" width="100%"><tr><td align="center"><table role="presentation" width="560" style="max-width:560px">
<tr><td style="padding:32px 24px">
<p>Bonjour {{ givenName | default: "cher client" }},</p>
<h1 style="font-weight:normal">10 % pour vous, jusqu’à la fin du mois</h1>
<p>Merci de votre fidélité. Voici un bon de 10 % sur tout le magasin, en ligne comme en boutique.</p>
<p style="font-size:22px;letter-spacing:2px"><strong>{{ couponCode }}</strong></p>
<p><a href="https://boutique.example/selection">Voir la sélection</a></p>
<p style="font-size:12px;color:#6b6862"><a href="{{ webVersionUrl }}">Voir dans le navigateur</a> ·
<a href="{{ unsubscribeUrl }}">Ne plus recevoir nos messages</a></p>
</td></tr></table></td></tr></table></body></html>`;

function draft(segmentId: number): Partial<CampaignBody> & { name: string } {
  return {
    name: 'Bon de 10 %',
    audience: { segmentId },
    holdoutShare: demoTest.holdoutShare,
    windowDays: demoTest.windowDays,
    costPerContact: '0.02',
    fixedCost: '150',
    coupon: { prefix: 'MERCI', label: '10 %', validDays: 30 },
    content: {
      fromName: 'La Boutique',
      fromAddress: 'bonjour@boutique.example',
      replyTo: 'service@boutique.example',
      subject: 'Un bon de 10 % pour vous',
      preheader: 'Merci de votre fidélité',
      html,
      text: '',
      language: 'fr',
    },
  };
}

type Segments = { items: { segmentId: number; name: string }[] };
type Campaigns = { items: { campaignId: number; name: string; state: string }[] };
const segmentName = 'Acheteurs des deux dernières années';

/** Makes the segment and the campaign where they are not there yet, launches it and sends it to the end. Returns its number. */
export async function runDemoCampaign(app: App, step: Step): Promise<number> {
  const segments = orThrow(
    await callRoute<Segments>(app, {
      method: 'GET',
      path: '/api/v1/segments',
      query: { search: segmentName },
    }),
  );
  const segment =
    segments.items[0] ??
    orThrow(
      await callRoute<Segments['items'][number]>(app, {
        method: 'POST',
        path: '/api/v1/segments',
        body: { name: segmentName, condition },
      }),
    );
  const body = draft(segment.segmentId);
  const known = orThrow(
    await callRoute<Campaigns>(app, {
      method: 'GET',
      path: '/api/v1/campaigns',
      query: { search: body.name },
    }),
  );
  const campaign =
    known.items[0] ??
    orThrow(
      await callRoute<Campaigns['items'][number]>(app, { method: 'POST', path: '/api/v1/campaigns', body }),
    );
  const { campaignId } = campaign;
  if (campaign.state === 'draft') {
    orThrow(
      await callRoute(app, {
        method: 'POST',
        path: '/api/v1/campaigns/{id}/launch',
        params: { id: campaignId },
      }),
    );
  }
  await waitUntilSent(app, campaignId, step);
  return campaignId;
}

type Running = { state: string; planned: number; counts: { state: string; count: number }[] };

async function waitUntilSent(app: App, campaignId: number, step: Step): Promise<void> {
  for (;;) {
    const now = orThrow(
      await callRoute<Running>(app, {
        method: 'GET',
        path: '/api/v1/campaigns/{id}/progress',
        params: { id: campaignId },
      }),
    );
    const of = (states: readonly string[]) =>
      now.counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
    const sent = of(['handed over', 'delivered', 'bounced', 'failed', 'unknown']);
    step('Send the campaign', sent, sent + of(['planned', 'claimed']));
    if (now.state === 'done') return;
    if (now.state === 'cancelled') throw new Error('The demo campaign was cancelled.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
