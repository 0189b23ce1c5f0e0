import { z } from 'zod';
import { countMessages, countReactions, listMessages, type MessageFilter } from '#interact/messages';
import { isRefusal } from '#platform/errors';
import { type AnyRoute, raw, route } from '#platform/http';
import {
  CampaignParams,
  CampaignProgress,
  CustomerMessagesQuery,
  Messages,
  MessagesQuery,
  Why,
} from './api.ts';
import { originOf } from './campaign.ts';
import { explainContact } from './explain-contact.ts';
import { exportMessages } from './export-messages.ts';
import type { CampaignsNeeds } from './needs.ts';
import { findCampaign } from './save-campaign.ts';
import { labelOf, viewMessage } from './views.ts';

const WhyParams = CampaignParams.extend({ customerId: z.coerce.number().int().positive() });

function filterOf(query: z.infer<typeof MessagesQuery>): MessageFilter {
  const { search, state, reason, arm } = query;
  return { search, state, reason, arm };
}

/** What became of messages: counts, lists, files, and why. */
export function messageRoutes(needs: CampaignsNeeds): AnyRoute[] {
  const { db } = needs.server;
  return [
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}/progress',
      permission: 'campaigns:read',
      summary: 'Messages of a campaign by state and reason, and what was done with them',
      params: CampaignParams,
      reply: CampaignProgress,
      handle: async ({ params }) => {
        const campaign = await findCampaign(needs, params.id);
        if (isRefusal(campaign)) return campaign;
        const counts = await countMessages(db, originOf(params.id));
        return {
          state: campaign.state,
          trouble: campaign.trouble,
          planned: counts.reduce((sum, row) => sum + row.count, 0),
          counts: counts.map((row) => ({ ...row, label: labelOf(row.reason) })),
          reactions: await countReactions(db, originOf(params.id)),
        };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}/messages',
      permission: 'campaigns:read',
      summary: 'Messages of a campaign, with the reasons of the gate',
      params: CampaignParams,
      query: MessagesQuery,
      reply: Messages,
      handle: async ({ params, query }) => {
        const afterCustomerId = Number(/^\d{1,15}$/.exec(query.cursor ?? '')?.[0] ?? 0);
        const filter = { ...filterOf(query), origin: originOf(params.id), afterCustomerId };
        const rows = await listMessages(db, { ...filter, limit: query.limit + 1 });
        const items = rows.slice(0, query.limit).map(viewMessage);
        return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.customerId) : null };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}/messages.csv',
      permission: 'customers:export',
      summary: 'Messages of a campaign as a file',
      params: CampaignParams,
      query: MessagesQuery,
      audit: 'campaign.messages.exported',
      handle: async ({ params, query }) =>
        raw(exportMessages(db, { ...filterOf(query), origin: originOf(params.id) }), {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="campaign-${params.id}.csv"`,
        }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/{id}/customers/{customerId}/why',
      permission: 'campaigns:read',
      summary: 'Why a customer gets a campaign, or not',
      params: WhyParams,
      reply: Why,
      handle: ({ params }) => explainContact(needs, { campaignId: params.id, customerId: params.customerId }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/messages',
      permission: 'campaigns:read',
      summary: 'Messages of one customer, the last first (200 at most)',
      query: CustomerMessagesQuery,
      reply: Messages,
      handle: async ({ query }) => {
        const filter = { ...filterOf(query), customerId: query.customerId };
        const rows = await listMessages(db, { ...filter, limit: query.limit });
        return { items: rows.map(viewMessage), nextCursor: null };
      },
    }),
  ];
}
