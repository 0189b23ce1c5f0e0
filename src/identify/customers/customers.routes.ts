import type { Database } from '#platform/database';
import { type AnyRoute, raw, route } from '#platform/http';
import {
  CustomerFilter,
  CustomerPage,
  CustomerParams,
  ListCustomersQuery,
  ListCustomersReply,
} from './api.ts';
import { type CustomerPagePart, customerPage } from './customer-page.ts';
import { exportCustomers } from './export-customers.ts';
import { searchCustomers } from './search-customers.ts';

/** Customers over HTTP: list and search, one page, the list as a file. */
export function customersRoutes(needs: {
  readonly db: Database;
  readonly parts: readonly CustomerPagePart[];
}): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/customers',
      permission: 'customers:read',
      summary: 'Customers: search by any fragment of name, phone, card, e-mail or address, and filter',
      query: ListCustomersQuery,
      reply: ListCustomersReply,
      handle: ({ query }) => searchCustomers(needs.db, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/customers.csv',
      permission: 'customers:export',
      summary: 'The customers of a list as CSV, safe to open in a spreadsheet',
      audit: 'customers.exported',
      query: CustomerFilter,
      handle: async ({ query }) =>
        raw(exportCustomers(needs.db, query), {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="customers.csv"',
        }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/customers/:customerId',
      permission: 'customers:read',
      summary: 'One customer: identity with lineage, persons, and what the other modules know of her',
      params: CustomerParams,
      reply: CustomerPage,
      handle: ({ params }) => customerPage(needs, params),
    }),
  ];
}
