import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  ListMappingsQuery,
  ListMappingsReply,
  ListSourcesQuery,
  ListSourcesReply,
  Mapping,
  MappingPageView,
  MappingParams,
  MappingView,
} from './api.ts';
import { changeMapping } from './change-mapping.ts';
import { mappingPage, mappingView, pageOfMappings, pageOfSources } from './receipts/list-sources.ts';
import { saveMapping } from './save-mapping.ts';
import type { SourcesNeeds } from './needs.ts';

/** Sources and their saved mappings over HTTP. */
export function mappingsRoutes({ database: { db }, clock }: SourcesNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/sources',
      permission: 'imports:read',
      summary: 'Sources by name, with what each has brought',
      query: ListSourcesQuery,
      reply: ListSourcesReply,
      handle: ({ query }) => pageOfSources(db, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/mappings',
      permission: 'imports:read',
      summary: 'Saved mappings, the latest version of each',
      query: ListMappingsQuery,
      reply: ListMappingsReply,
      handle: ({ query }) => pageOfMappings(db, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/mappings/{mappingId}',
      permission: 'imports:read',
      summary: 'A mapping in one version, and its other versions',
      params: MappingParams,
      reply: MappingPageView,
      handle: ({ params }) => mappingPage(db, params.mappingId),
    }),
    route({
      method: 'POST',
      path: '/api/v1/mappings',
      permission: 'imports:write',
      summary: 'Save a mapping; its source is made at its first mention',
      body: Mapping,
      reply: MappingView,
      status: 201,
      audit: 'mapping.saved',
      handle: async ({ body }) => mappingView(await saveMapping(body, { db, clock })),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/mappings/{mappingId}',
      permission: 'imports:write',
      summary: 'Change a mapping: a new version, what was imported keeps the old one',
      params: MappingParams,
      body: Mapping,
      reply: MappingView,
      audit: 'mapping.changed',
      handle: async ({ params, body }) => {
        const saved = await changeMapping({ ...params, definition: body }, { db, clock });
        return isRefusal(saved) ? saved : mappingView(saved);
      },
    }),
  ];
}
