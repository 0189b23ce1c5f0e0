import { z } from 'zod';
import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import {
  ChangeSegmentBody,
  SegmentBody,
  SegmentPageView,
  SegmentsQuery,
  SegmentsReply,
  SegmentView,
} from './api.ts';
import { archiveSegment } from './archive-segment.ts';
import type { AudienceNeeds } from './count-customers.ts';
import { findSegment } from './find-segment.ts';
import { listSegments, viewSegments } from './list-segments.ts';
import { changeSegment, createSegment } from './save-segment.ts';
import type { Segment } from './segment.ts';
import { segmentPage } from './segment-page.ts';

export const SegmentParams = z.object({ id: z.coerce.number().int().positive() });

async function viewOne(needs: AudienceNeeds, segment: Segment): Promise<SegmentView> {
  const [view] = await viewSegments(needs, [segment]);
  if (view === undefined) throw new Error('A segment without a view.');
  return view;
}

/** Saved segments: list, read, write, archive. */
export function segmentsRoutes(needs: AudienceNeeds): AnyRoute[] {
  return [...readingRoutes(needs), ...writingRoutes(needs)];
}

function readingRoutes(needs: AudienceNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/segments',
      permission: 'segments:read',
      summary: 'Segments',
      query: SegmentsQuery,
      reply: SegmentsReply,
      handle: ({ query }) => listSegments(needs, { ...query, archived: query.archived === 'true' }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/segments/{id}',
      permission: 'segments:read',
      summary: 'A segment, its versions and where it is used',
      params: SegmentParams,
      reply: SegmentPageView,
      handle: async ({ params }) => {
        const segment = await findSegment(needs, params.id);
        return isRefusal(segment) ? segment : segmentPage(needs, segment);
      },
    }),
  ];
}

function writingRoutes(needs: AudienceNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/segments',
      permission: 'segments:write',
      summary: 'Save a segment',
      body: SegmentBody,
      reply: SegmentView,
      status: 201,
      audit: 'segment.created',
      handle: async ({ body, actor }) => {
        const segment = await createSegment(needs, { ...body, by: actor?.name ?? 'nobody' });
        return isRefusal(segment) ? segment : viewOne(needs, segment);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/v1/segments/{id}',
      permission: 'segments:write',
      summary: 'Change a segment: a new version',
      params: SegmentParams,
      body: ChangeSegmentBody,
      reply: SegmentView,
      audit: 'segment.changed',
      handle: async ({ params, body, actor }) => {
        const change = { ...body, segmentId: params.id, by: actor?.name ?? 'nobody' };
        const segment = await changeSegment(needs, change);
        return isRefusal(segment) ? segment : viewOne(needs, segment);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/segments/{id}',
      permission: 'segments:write',
      summary: 'Archive a segment',
      params: SegmentParams,
      reply: SegmentView,
      audit: 'segment.archived',
      handle: async ({ params }) => {
        const segment = await archiveSegment(needs, params.id);
        return isRefusal(segment) ? segment : viewOne(needs, segment);
      },
    }),
  ];
}
