import { type AnyRoute, route } from '#platform/http';
import {
  MarkItemsBody,
  MarkItemsReply,
  MendItemsQuery,
  MendItemsReply,
  MendListParams,
  MendListsQuery,
  MendListsReply,
  MendListView,
  SaveMendListBody,
} from './api.ts';
import type { FindingsNeeds } from './list-findings.ts';
import { pageOfMendItems, pageOfMendLists } from './list-mend-items.ts';
import { markMendItems } from './mend-items.store.ts';
import { deleteMendList, findMendList } from './mend-lists.store.ts';
import { noSuchList, saveMendList, viewOfList } from './save-mend-list.ts';

const path = '/api/v1/quality/lists';

/** Lists of what to mend over HTTP. */
export function mendListRoutes(needs: FindingsNeeds): AnyRoute[] {
  return [...readingRoutes(needs), ...writingRoutes(needs)];
}

function readingRoutes(needs: FindingsNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path,
      permission: 'quality:read',
      summary: 'Lists of what to mend, newest first',
      query: MendListsQuery,
      reply: MendListsReply,
      handle: ({ query }) => pageOfMendLists(needs, query),
    }),
    route({
      method: 'GET',
      path: `${path}/{listId}`,
      permission: 'quality:read',
      summary: 'One list of what to mend, counted by state',
      params: MendListParams,
      reply: MendListView,
      handle: async ({ params }) => {
        const list = await findMendList(needs.db, params.listId);
        return list === undefined ? noSuchList(params.listId) : viewOfList(list);
      },
    }),
    route({
      method: 'GET',
      path: `${path}/{listId}/items`,
      permission: 'quality:read',
      summary: 'The records of a list, with what they say (of mended ones: said) and what is proposed',
      params: MendListParams,
      query: MendItemsQuery,
      reply: MendItemsReply,
      handle: ({ params, query }) => pageOfMendItems(needs, { ...params, ...query }),
    }),
  ];
}

function writingRoutes(needs: FindingsNeeds): AnyRoute[] {
  const { db, clock } = needs;
  return [
    route({
      method: 'POST',
      path,
      permission: 'quality:write',
      summary: 'Set the records that break rules now aside as a list to mend',
      body: SaveMendListBody,
      reply: MendListView,
      status: 201,
      audit: 'quality.list-saved',
      handle: ({ body, actor }) => saveMendList(needs, { ...body, by: actor?.name ?? 'nobody' }),
    }),
    route({
      method: 'POST',
      path: `${path}/{listId}/marks`,
      permission: 'quality:write',
      summary: 'Say of records of a list that they are mended, right as they are (kept), or open again',
      params: MendListParams,
      body: MarkItemsBody,
      reply: MarkItemsReply,
      audit: 'quality.items-marked',
      handle: async ({ params, body, actor }) => {
        if ((await findMendList(db, params.listId)) === undefined) return noSuchList(params.listId);
        const by = actor?.name ?? 'nobody';
        return { changed: await markMendItems(db, { ...params, ...body, by, at: clock.now() }) };
      },
    }),
    route({
      method: 'DELETE',
      path: `${path}/{listId}`,
      permission: 'quality:write',
      summary: 'Remove a list; the records stay as they are',
      params: MendListParams,
      status: 204,
      audit: 'quality.list-removed',
      handle: async ({ params }) =>
        (await deleteMendList(db, params.listId)) ? undefined : noSuchList(params.listId),
    }),
  ];
}
