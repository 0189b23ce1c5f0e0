import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  CampaignParams,
  EffectPeople,
  EffectPeopleQuery,
  EffectQuery,
  EffectReport,
  EffectsPage,
  EffectsQuery,
  OutsideCampaigns,
  OutsideEffectQuery,
} from './api.ts';
import { listEffects, type ListEffectsNeeds } from './list-effects.ts';
import { listOutsideCampaigns } from './list-outside-campaigns.ts';
import { type MeasureNeeds, measureCampaign, trialOfCampaign } from './measure-campaign.ts';
import { measureOutsideCampaign } from './measure-outside-campaign.ts';
import { listPeople } from './people.warehouse.ts';

/** What campaigns changed, and who is behind each figure. */
export function effectsRoutes(needs: MeasureNeeds & Pick<ListEffectsNeeds, 'measure'>): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/effects',
      permission: 'effects:read',
      summary: 'The campaigns launched, latest first, each with what it changed',
      query: EffectsQuery,
      reply: EffectsPage,
      handle: ({ query: { cursor, limit } }) =>
        listEffects({ db: needs.database.db, measure: needs.measure }, { after: cursor, limit }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/:campaignId/effect',
      permission: 'effects:read',
      summary: 'What a campaign changed: treated against control, with intervals',
      params: CampaignParams,
      query: EffectQuery,
      reply: EffectReport,
      handle: ({ params, query }) => measureCampaign({ ...params, ...query }, needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/campaigns/:campaignId/effect/people',
      permission: 'customers:read',
      summary: 'The customers behind a figure of a campaign’s effect',
      params: CampaignParams,
      query: EffectPeopleQuery,
      reply: EffectPeople,
      handle: async ({ params, query }) => {
        const trial = await trialOfCampaign(params.campaignId, needs);
        if (isRefusal(trial)) return trial;
        const offset = /^\d{1,9}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0;
        const responded = query.responded === undefined ? undefined : query.responded === 'true';
        const rows = await listPeople(needs.warehouse, trial, needs.clock.now(), {
          arm: query.arm,
          responded,
          offset,
          limit: query.limit + 1,
        });
        return {
          items: rows.slice(0, query.limit),
          nextCursor: rows.length > query.limit ? String(offset + query.limit) : null,
        };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/effects/outside',
      permission: 'effects:read',
      summary: 'Campaigns run elsewhere whose imported contacts can be compared',
      reply: OutsideCampaigns,
      handle: async () => ({
        items: await listOutsideCampaigns({ db: needs.database.db, warehouse: needs.warehouse }),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/effects/outside/report',
      permission: 'effects:read',
      summary: 'What a campaign run elsewhere changed',
      query: OutsideEffectQuery,
      reply: EffectReport,
      handle: ({ query }) => measureOutsideCampaign(query, { ...needs, db: needs.database.db }),
    }),
  ];
}
