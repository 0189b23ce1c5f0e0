import type { Clock } from '#platform/clock';
import { type AnyRoute, route } from '#platform/http';
import {
  ChangePermissionRulesBody,
  PermissionRules,
  PermissionRulesReply,
  PermissionRuleVersionsReply,
  RulesForecastReply,
} from './api.ts';
import { changePermissionRules } from './change-permission-rules.ts';
import { forecastRules } from './forecast-rules.ts';
import { listRuleVersions, readRulesInForce } from './permission-rules.store.ts';
import type { PermissionNeeds } from './read-permissions.ts';

const path = '/api/v1/permission-rules';

/** The rules behind permission: read, forecast, changed as a new version, every version told. */
export function ruleRoutes(needs: PermissionNeeds & { readonly clock: Clock }): AnyRoute[] {
  const { db, clock } = needs;
  return [
    route({
      method: 'GET',
      path,
      permission: 'customers:read',
      summary:
        'The dated rules of law, and where customers of ours may be written to without a word (soft opt-in)',
      reply: PermissionRulesReply,
      handle: () => readRulesInForce(db),
    }),
    route({
      method: 'PUT',
      path,
      permission: 'privacy:write',
      summary: 'Change the rules of permission, for decisions taken from now on: a new version',
      audit: 'permission-rules.changed',
      body: ChangePermissionRulesBody,
      reply: PermissionRulesReply,
      handle: ({ body: { version, ...rules }, actor }) =>
        changePermissionRules(db, { rules, version, by: actor?.name ?? 'nobody', at: clock.now() }),
    }),
    route({
      method: 'GET',
      path: `${path}/versions`,
      permission: 'customers:read',
      summary: 'Every version of the rules of permission, the latest first: who changed them, and when',
      reply: PermissionRuleVersionsReply,
      handle: async () => ({ items: await listRuleVersions(db) }),
    }),
    route({
      method: 'POST',
      path: `${path}/forecast`,
      permission: 'customers:read',
      summary: 'How many customers could be contacted before and after other rules; nothing is changed',
      body: PermissionRules,
      reply: RulesForecastReply,
      handle: ({ body }) => forecastRules(needs, { rules: body, at: clock.now() }),
    }),
  ];
}
