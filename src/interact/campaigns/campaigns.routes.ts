import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  AudiencePreview,
  CampaignBody,
  CampaignParams,
  Campaigns,
  CampaignsQuery,
  CampaignView,
  ChangeCampaignBody,
  MessagePreview,
  PreviewAudienceBody,
  PreviewMessageBody,
  ProofBody,
  Proofs,
  ScheduleBody,
} from './api.ts';
import { listCampaigns } from './campaigns.store.ts';
import type { CampaignsNeeds } from './needs.ts';
import { previewAudience } from './preview-audience.ts';
import { previewMessage } from './preview-message.ts';
import { listProofs, type Proof } from './proofs.store.ts';
import { changeCampaign, createCampaign, findCampaign } from './save-campaign.ts';
import { scheduleCampaign } from './schedule-campaign.ts';
import { sendProof } from './send-proof.ts';
import { viewCampaign } from './views.ts';

const by = (actor: { name: string } | undefined): string => actor?.name ?? 'nobody';
const viewProof = ({ address, sentAt, sentBy, customerId, answer }: Proof) => ({
  address,
  sentAt: sentAt.toISOString(),
  sentBy,
  customerId,
  answer,
});

/** Campaigns as people write them: drafts, previews, proofs. */
export function campaignRoutes(needs: CampaignsNeeds): AnyRoute[] {
  return [...draftRoutes(needs), ...previewRoutes(needs)];
}

function draftRoutes(needs: CampaignsNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/campaigns',
      permission: 'campaigns:read',
      summary: 'Campaigns, by page',
      query: CampaignsQuery,
      reply: Campaigns,
      handle: async ({ query }) => {
        const offset = /^\d{1,9}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0;
        const { limit, sort, state } = query;
        const page = { search: query.search ?? '', state, sort, offset, limit };
        const { rows, total } = await listCampaigns(needs.server.db, page);
        const nextCursor = offset + rows.length < total ? String(offset + rows.length) : null;
        return { items: rows.map(viewCampaign), nextCursor, total };
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/campaigns',
      permission: 'campaigns:write',
      summary: 'Start a campaign as a draft',
      body: CampaignBody,
      reply: CampaignView,
      status: 201,
      audit: 'campaign.created',
      handle: async ({ body, actor }) => {
        const created = await createCampaign(needs, { campaign: body, by: by(actor) });
        return isRefusal(created) ? created : viewCampaign(created);
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}',
      permission: 'campaigns:read',
      summary: 'One campaign',
      params: CampaignParams,
      reply: CampaignView,
      handle: async ({ params }) => {
        const found = await findCampaign(needs, params.id);
        return isRefusal(found) ? found : viewCampaign(found);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/campaigns/{id}',
      permission: 'campaigns:write',
      summary: 'Change a draft',
      params: CampaignParams,
      body: ChangeCampaignBody,
      reply: CampaignView,
      audit: 'campaign.changed',
      handle: async ({ params, body }) => {
        const changed = await changeCampaign(needs, { campaignId: params.id, ...body });
        return isRefusal(changed) ? changed : viewCampaign(changed);
      },
    }),
  ];
}

function previewRoutes(needs: CampaignsNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/campaigns/preview-audience',
      permission: 'campaigns:read',
      summary: 'From everyone to those who would get it, with the gate’s reasons; nothing is written',
      body: PreviewAudienceBody,
      reply: AudiencePreview,
      handle: ({ body }) => previewAudience(needs, body),
    }),
    route({
      method: 'POST',
      path: '/api/v1/campaigns/preview-message',
      permission: 'campaigns:read',
      summary: 'A content as one customer would read it, and what to mend in it',
      body: PreviewMessageBody,
      reply: MessagePreview,
      handle: ({ body }) => previewMessage(needs, body),
    }),
    route({
      method: 'POST',
      path: '/api/v1/campaigns/{id}/proofs',
      permission: 'campaigns:send',
      summary: 'Send a trial message to colleagues',
      params: CampaignParams,
      body: ProofBody,
      reply: Proofs,
      audit: 'campaign.proof.sent',
      handle: async ({ params, body, actor }) => {
        const sent = await sendProof(needs, { campaignId: params.id, ...body, by: by(actor) });
        return isRefusal(sent) ? sent : { items: sent.map(viewProof) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}/proofs',
      permission: 'campaigns:read',
      summary: 'Trial messages of a campaign',
      params: CampaignParams,
      reply: Proofs,
      handle: async ({ params }) => ({
        items: (await listProofs(needs.server.db, params.id)).map(viewProof),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/campaigns/{id}/schedule',
      permission: 'campaigns:send',
      summary: 'Launch a campaign at a moment to come',
      params: CampaignParams,
      body: ScheduleBody,
      reply: CampaignView,
      audit: 'campaign.scheduled',
      handle: async ({ params, body }) => {
        const input = { campaignId: params.id, at: new Date(body.at) };
        const scheduled = await scheduleCampaign(needs, input);
        return isRefusal(scheduled) ? scheduled : viewCampaign(scheduled);
      },
    }),
  ];
}
