import { isRefusal } from '#platform/errors';
import { type AnyRoute, raw, route } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import { ListScreeningsReply, ScreeningBody, ScreeningParams, ScreeningView } from './api.ts';
import type { ScreeningNeeds } from './run-screening.ts';
import { startScreening } from './start-screening.ts';
import { screeningResult, viewScreening, viewScreenings } from './view-screening.ts';

/** Screenings over HTTP: begin one, follow it, take its result away. */
export function screeningRoutes(
  needs: ScreeningNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> },
): AnyRoute[] {
  const { db } = needs.server;
  return [
    route({
      method: 'GET',
      path: '/api/v1/screenings',
      permission: 'imports:read',
      summary: 'Rented or exchanged files held against the base, newest first: counts, licence, cost',
      reply: ListScreeningsReply,
      handle: () => viewScreenings(db),
    }),
    route({
      method: 'POST',
      path: '/api/v1/screenings',
      permission: 'imports:write',
      summary: 'Hold files that were sent against the base and each other, importing nobody',
      body: ScreeningBody,
      reply: ScreeningView,
      status: 202,
      audit: 'screening.started',
      handle: async ({ body, actor }) => {
        const begun = await startScreening(needs, { ...body, by: actor?.name ?? 'nobody' });
        return isRefusal(begun) ? begun : viewScreening(db, begun.screeningId);
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/screenings/{screeningId}',
      permission: 'imports:read',
      summary: 'One screening: counts, licence, cost of each new address',
      params: ScreeningParams,
      reply: ScreeningView,
      handle: ({ params }) => viewScreening(db, params.screeningId),
    }),
    route({
      method: 'GET',
      path: '/api/v1/screenings/{screeningId}/result.csv',
      permission: 'customers:export',
      summary: 'Each line with its decision, as CSV safe to open in a spreadsheet; for seven days',
      params: ScreeningParams,
      audit: 'screening.downloaded',
      handle: async ({ params }) => {
        const result = await screeningResult({ db, folder: needs.folder }, params.screeningId);
        if (isRefusal(result)) return result;
        return raw(result, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="screening-${params.screeningId}.csv"`,
        });
      },
    }),
  ];
}
