import { createReadStream } from 'node:fs';
import { isRefusal, refuse } from '#platform/errors';
import { type Actor, type AnyRoute, raw, route } from '#platform/http';
import {
  ChangeRequestBody,
  OpenRequestBody,
  RefuseRequestBody,
  RequestParams,
  RequestReply,
  RequestsQuery,
  RequestsReply,
  RunReply,
} from './api.ts';
import { archivePath } from './archives/make-archive.ts';
import { changeRequest, refuseRequest } from './change-request.ts';
import { listRequests, readRequest } from './list-requests.ts';
import { openRequest } from './open-request.ts';
import type { RequestsNeeds } from './needs.ts';

export const nameOf = (actor: Actor | undefined) => actor?.name ?? 'nobody';

/** Requests over HTTP: list, open, change, carry out, refuse, fetch the archive. */
export function requestRoutes(needs: RequestsNeeds): AnyRoute[] {
  return [...readingRoutes(needs), ...writingRoutes(needs)];
}

function readingRoutes({ database: { db }, clock, folder }: RequestsNeeds): AnyRoute[] {
  const reading = { db, clock, folder };
  return [
    route({
      method: 'GET',
      path: '/api/v1/requests',
      permission: 'privacy:read',
      summary: 'What people ask of their data, by deadline, the most pressing first',
      query: RequestsQuery,
      reply: RequestsReply,
      handle: ({ query }) => listRequests(reading, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/requests/{requestId}',
      permission: 'privacy:read',
      summary: 'One request, with the proof of what was done about it',
      params: RequestParams,
      reply: RequestReply,
      handle: ({ params }) => readRequest(reading, params.requestId),
    }),
    route({
      method: 'GET',
      path: '/api/v1/requests/{requestId}/archive',
      permission: 'privacy:write',
      summary: 'The archive made for a request, as a ZIP file',
      audit: 'request.archive-fetched',
      params: RequestParams,
      handle: async ({ params }) => {
        const request = await readRequest(reading, params.requestId);
        if (isRefusal(request)) return request;
        if (request.archive?.kept !== true)
          return refuse(
            'not-found',
            'no-archive',
            `There is no archive for request ${params.requestId}: none was made, or its days are over. Open a new request.`,
          );
        return raw(createReadStream(archivePath(folder, request.archive.sha256)), {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="request-${params.requestId}.zip"`,
        });
      },
    }),
  ];
}

function writingRoutes(needs: RequestsNeeds): AnyRoute[] {
  const { database, clock, folder, jobs } = needs;
  const { db } = database;
  const shown = (requestId: number) => readRequest({ db, clock, folder }, requestId);
  return [
    route({
      method: 'POST',
      path: '/api/v1/requests',
      permission: 'privacy:write',
      summary: 'Note what somebody asks of her data; the legal deadline runs from the day it was received',
      audit: 'request.opened',
      status: 201,
      body: OpenRequestBody,
      reply: RequestReply,
      handle: async ({ body, actor }) => {
        const opened = await openRequest(db, { request: body, by: nameOf(actor), at: clock.now() });
        return isRefusal(opened) ? opened : shown(opened);
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/v1/requests/{requestId}',
      permission: 'privacy:write',
      summary: 'Give a request an owner, two months more for a reason, or a note',
      audit: 'request.changed',
      params: RequestParams,
      body: ChangeRequestBody,
      reply: RequestReply,
      handle: async ({ params, body, actor }) => {
        const doing = { requestId: params.requestId, by: nameOf(actor), at: clock.now() };
        const changed = await changeRequest(db, { ...doing, change: body });
        return isRefusal(changed) ? changed : shown(params.requestId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/requests/{requestId}/refusal',
      permission: 'privacy:write',
      summary: 'Refuse a request, for a reason that is kept',
      audit: 'request.refused',
      params: RequestParams,
      body: RefuseRequestBody,
      reply: RequestReply,
      handle: async ({ params, body, actor }) => {
        const doing = { requestId: params.requestId, by: nameOf(actor), at: clock.now() };
        const refused = await refuseRequest(db, { ...doing, because: body.because });
        return isRefusal(refused) ? refused : shown(params.requestId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/requests/{requestId}/run',
      permission: 'privacy:write',
      summary: 'Carry a request out: make the archive, correct, withdraw or erase, as a job',
      audit: 'request.run',
      status: 202,
      params: RequestParams,
      reply: RunReply,
      handle: async ({ params: { requestId }, actor }) => {
        const request = await shown(requestId);
        if (isRefusal(request)) return request;
        if (request.state === 'done' || request.state === 'refused')
          return refuse('conflict', 'request-ended', `Request ${requestId} has ended (${request.state}).`);
        const payload = { requestId, by: nameOf(actor) };
        return { jobId: await jobs.enqueue('request.run', payload, { key: `request:${requestId}` }) };
      },
    }),
  ];
}
