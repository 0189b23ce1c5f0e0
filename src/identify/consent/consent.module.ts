import type { CustomerPagePart } from '#identify/customers';
import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import { consentRoutes } from './consent.routes.ts';
import { explainConsents } from './explain-consents.ts';
import { type PermissionRouteNeeds, permissionRoutes } from './permissions.routes.ts';

/** Permissions: their ledger and its reading. */
export function consentModule(needs: PermissionRouteNeeds): Module {
  return { name: 'identify/consent', routes: [...consentRoutes(needs), ...permissionRoutes(needs)] };
}

/** Part `consents` of the customer page. */
export function consentsPart(db: Database): CustomerPagePart {
  return {
    name: 'consents',
    read: async ({ personIds }) => ({ items: await explainConsents(db, personIds) }),
  };
}
