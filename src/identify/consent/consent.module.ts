import type { CustomerPagePart } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import { consentRoutes } from './consent.routes.ts';
import { explainConsents } from './explain-consents.ts';

/** Permissions: their ledger and its reading. */
export function consentModule(needs: { readonly db: Database; readonly clock: Clock }): Module {
  return { name: 'identify/consent', routes: consentRoutes(needs) };
}

/** Part `consents` of the customer page. */
export function consentsPart(db: Database): CustomerPagePart {
  return {
    name: 'consents',
    read: async ({ personIds }) => ({ items: await explainConsents(db, personIds) }),
  };
}
