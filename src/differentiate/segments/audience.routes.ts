import { isRefusal } from '#platform/errors';
import { type AnyRoute, raw, route } from '#platform/http';
import {
  CountBody,
  CountReply,
  CustomersQuery,
  CustomersReply,
  ExportQuery,
  SampleBody,
  SampleReply,
} from './api.ts';
import type { AudienceNeeds } from './count-customers.ts';
import { countReachable, type Reach } from './count-reachable.ts';
import { exportCustomers } from './export-customers.ts';
import { listCustomers, sampleCustomers } from './list-customers.ts';
import { SegmentParams } from './segments.routes.ts';

/** Who is meant: counted and sampled while a condition is being written, listed and exported once it is saved. */
export function audienceRoutes(needs: AudienceNeeds & { reaches: readonly Reach[] }): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/segments/count',
      permission: 'segments:read',
      summary: 'Count the customers a condition means, and the reachable among them',
      body: CountBody,
      reply: CountReply,
      handle: ({ body }) => countReachable(needs, body.condition),
    }),
    route({
      method: 'POST',
      path: '/api/v1/segments/sample',
      permission: 'customers:read',
      summary: 'A few customers among those a condition means',
      body: SampleBody,
      reply: SampleReply,
      handle: ({ body }) => sampleCustomers(needs, body),
    }),
    route({
      method: 'GET',
      path: '/api/v1/segments/{id}/customers',
      permission: 'customers:read',
      summary: 'Customers of a segment',
      params: SegmentParams,
      query: CustomersQuery,
      reply: CustomersReply,
      handle: ({ params, query }) => listCustomers(needs, { ...query, condition: { segment: params.id } }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/segments/{id}/customers.csv',
      permission: 'customers:export',
      summary: 'Customers of a segment as a CSV file',
      params: SegmentParams,
      query: ExportQuery,
      audit: 'segment.exported',
      handle: async ({ params, query }) => {
        const file = await exportCustomers(needs, { ...query, condition: { segment: params.id } });
        if (isRefusal(file)) return file;
        return raw(file, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="segment-${params.id}.csv"`,
        });
      },
    }),
  ];
}
