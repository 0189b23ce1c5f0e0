import { type AnyRoute, route } from '#platform/http';
import { ChangedSurvivorship, Survivorship, SurvivorshipPreview } from './api.ts';
import { changeSurvivorship, type SurvivorshipNeeds } from './change-survivorship.ts';
import { previewSurvivorship } from './preview-survivorship.ts';
import { readSurvivorship } from './survivorship.store.ts';

/** By which rule each part of a golden record is chosen: read, tried, changed. */
export function survivorshipRoutes(needs: SurvivorshipNeeds): AnyRoute[] {
  const path = '/api/v1/survivorship';
  return [
    route({
      ...{ method: 'GET', path, permission: 'customers:read' },
      summary: 'The rules by which one value is chosen among what records say of a customer',
      reply: Survivorship,
      handle: () => readSurvivorship(needs.db),
    }),
    route({
      ...{ method: 'PUT', path, permission: 'matching:write', audit: 'survivorship.changed' },
      summary: 'Change the rules of survivorship; customers with several records are derived anew',
      body: Survivorship,
      reply: ChangedSurvivorship,
      handle: ({ body, actor }) => changeSurvivorship(needs, { rules: body, by: actor?.name ?? 'nobody' }),
    }),
    route({
      ...{ method: 'POST', path: `${path}/preview`, permission: 'customers:read' },
      summary: 'What other rules of survivorship would change, on a draw of customers; changes nothing',
      body: Survivorship,
      reply: SurvivorshipPreview,
      handle: ({ body }) => previewSurvivorship(needs.db, body),
    }),
  ];
}
