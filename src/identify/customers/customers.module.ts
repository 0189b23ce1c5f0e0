import type { Database } from '#platform/database';
import type { Module } from '#platform/module';
import type { CustomerPagePart } from './customer-page.ts';
import { customersAttributes } from './customers.attributes.ts';
import { customersRoutes } from './customers.routes.ts';

/** Customers: their list, their page (with the parts other modules offer) and what is known of their identity. */
export function customersModule(needs: {
  readonly db: Database;
  readonly parts: readonly CustomerPagePart[];
}): Module {
  return {
    name: 'identify/customers',
    routes: customersRoutes(needs),
    attributes: [customersAttributes()],
  };
}
