import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import { MailLimits } from './api.ts';
import { loadMailLimits, saveMailLimits } from './limits.store.ts';

/** How fast each recipient domain is written to. */
export function limitRoutes(needs: { db: Database; clock: Clock }): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/mail/limits',
      permission: 'campaigns:read',
      summary: 'Rate and concurrency per recipient domain',
      reply: MailLimits,
      handle: () => loadMailLimits(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/mail/limits',
      permission: 'settings:write',
      summary: 'Changes rate and concurrency per recipient domain, for sendings that start from now on',
      body: MailLimits,
      reply: MailLimits,
      audit: 'mail.limits.changed',
      handle: async ({ body, actor }) => {
        const by = actor?.name ?? 'nobody';
        await saveMailLimits(needs.db, { limits: body, by, at: needs.clock.now() });
        return body;
      },
    }),
  ];
}
