import { type AnyRoute, route } from '#platform/http';
import { BounceSettings, ReportsBody, ReportsReply } from './api.ts';
import { readBounceSettings, saveBounceSettings } from './settings.ts';
import type { BounceNeeds } from './take-report.ts';
import { takeReports } from './take-reports.ts';

/** Bounces and complaints over HTTP: a mail server's pipe or a provider's webhook posts them with an API key. */
export function bouncesRoutes(needs: BounceNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/mail-reports',
      permission: 'campaigns:write',
      summary: 'Bounces (DSN) and complaints (ARF) as they arrived; the same one twice counts once',
      body: ReportsBody,
      reply: ReportsReply,
      audit: 'mail-reports.taken',
      handle: ({ body }) => takeReports(needs, body.messages),
    }),
    route({
      method: 'GET',
      path: '/api/v1/mail-reports/settings',
      permission: 'campaigns:read',
      summary: 'When a message counts as delivered',
      reply: BounceSettings,
      handle: () => readBounceSettings(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/mail-reports/settings',
      permission: 'settings:write',
      summary: 'Change when a message counts as delivered',
      body: BounceSettings,
      reply: BounceSettings,
      audit: 'mail-reports.settings',
      handle: ({ body, actor }) =>
        saveBounceSettings(needs.db, { settings: body, by: actor?.name ?? 'nobody', at: needs.clock.now() }),
    }),
  ];
}
