import type { Database } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import type { Move } from './clusters.store.ts';
import { sourceNames } from './search.store.ts';
import type { CustomerConsents, CustomerRow } from './customers.store.ts';

/** Promises the warehouse who belongs to whom now. */
export function mirrorMoves(trx: Database, moves: readonly Move[], version: number): Promise<void> {
  return putInOutbox(
    trx,
    moves.map((move) => ({
      table: 'customer_of_rows',
      row: { person_id: move.personId, customer_id: move.customerId, version },
    })),
  );
}

/** Promises the warehouse the golden records as analysis needs them: no name of street, number or mailbox leaves PostgreSQL. */
export async function mirrorCustomers(
  trx: Database,
  customers: readonly (CustomerRow & { consents: CustomerConsents })[],
  version: number,
): Promise<void> {
  if (customers.length === 0) return;
  const names = await sourceNames(trx);
  return putInOutbox(
    trx,
    customers.map((customer) => ({
      table: 'customers',
      row: {
        ...warehouseRow(customer, version),
        source_names: customer.sources.map((sourceId) => names.get(sourceId) ?? ''),
      },
    })),
  );
}

/** Promises the warehouse that these customers are no more. */
export function mirrorVanished(
  trx: Database,
  customerIds: readonly number[],
  version: number,
): Promise<void> {
  return putInOutbox(
    trx,
    customerIds.map((customer_id) => ({ table: 'customers', row: { customer_id, is_deleted: 1, version } })),
  );
}

function warehouseRow(customer: CustomerRow & { consents: CustomerConsents }, version: number) {
  const keys = (status: string) =>
    Object.entries(customer.consents)
      .filter(([, consent]) => consent.status === status)
      .map(([key]) => key);
  return {
    customer_id: customer.customer_id,
    civility: customer.civility ?? '',
    given_name: customer.given_name ?? '',
    family_name: customer.family_name ?? '',
    email_domain: customer.email?.slice(customer.email.lastIndexOf('@') + 1) ?? '',
    has_email: customer.email === null ? 0 : 1,
    has_phone: customer.phone === null ? 0 : 1,
    has_address: customer.street !== null && (customer.postcode ?? customer.city) !== null ? 1 : 0,
    birth_date: customer.birth_date,
    postcode: customer.postcode ?? '',
    city: customer.city ?? '',
    country: customer.country ?? '',
    sources: customer.sources,
    persons: customer.persons,
    granted: keys('granted'),
    withdrawn: keys('withdrawn'),
    other: customer.other,
    first_seen_at: customer.first_seen_at,
    is_deleted: 0,
    version,
  };
}
