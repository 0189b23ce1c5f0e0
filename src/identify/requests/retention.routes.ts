import { letBack } from '#identify/customers';
import { refuse } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import { LetBackBody, LetBackReply, PurgeBody, RetentionReport, RetentionSettings, RunReply } from './api.ts';
import { listErasures } from './erasing/erasure-list.ts';
import type { RequestsNeeds } from './needs.ts';
import { nameOf } from './requests.routes.ts';
import { reportRetention } from './retention/report-retention.ts';
import { readRetention, saveRetention } from './retention/retention-settings.ts';

/** How long data are kept, over HTTP: the limits, what they would erase, the purge; and letting back who was erased. */
export function retentionRoutes(needs: RequestsNeeds): AnyRoute[] {
  const { clock, jobs } = needs;
  const { db } = needs.database;
  return [
    route({
      method: 'GET',
      path: '/api/v1/retention',
      permission: 'privacy:read',
      summary: 'How long people who are not heard of are kept',
      reply: RetentionSettings,
      handle: () => readRetention(db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/retention',
      permission: 'privacy:write',
      summary: 'Change how long people are kept; nothing is erased by it',
      audit: 'retention.changed',
      body: RetentionSettings,
      reply: RetentionSettings,
      handle: async ({ body, actor }) => {
        await saveRetention(db, { settings: body, by: nameOf(actor), at: clock.now() });
        return body;
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/retention/report',
      permission: 'privacy:read',
      summary: 'What a purge would erase: how many people, by which rule, and some of them',
      reply: RetentionReport,
      handle: () => reportRetention({ ...needs, db }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/retention/purge',
      permission: 'privacy:write',
      summary: 'Erase whoever is past a limit, as a job; say the number the report gave',
      audit: 'retention.purged',
      status: 202,
      body: PurgeBody,
      reply: RunReply,
      handle: async ({ body, actor }) => {
        const { people } = await reportRetention({ ...needs, db });
        if (people !== body.people)
          return refuse(
            'conflict',
            'report-out-of-date',
            `The purge would erase ${people} people now, not ${body.people}. Look at the report again.`,
            { people },
          );
        const payload = { by: nameOf(actor) };
        return { jobId: await jobs.enqueue('retention.purge', payload, { key: 'retention.purge' }) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/erasures/let-back',
      permission: 'privacy:write',
      summary: 'Let somebody who was erased be stored again, by the e-mail or card she comes back with',
      audit: 'erasure.let-back',
      body: LetBackBody,
      reply: LetBackReply,
      handle: async ({ body }) => {
        const removed = await letBack(db, body);
        await listErasures(needs);
        return { removed };
      },
    }),
  ];
}
