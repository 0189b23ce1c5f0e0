import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { CustomerPage } from './api.ts';
import { type PageRow, readPageRow } from './customer-page.store.ts';
import { type CustomerPersons, findCustomer } from './find-customer.ts';
import type { Origin } from './golden-record.ts';
import { byHand } from './person.ts';

/**
 * What another module shows of a customer on her page, by a name of its own: offered by the module, gathered in `app/`, so
 * that customers never import what lies to their right.
 */
export type CustomerPagePart = {
  readonly name: string;
  read(customer: CustomerPersons): Promise<unknown>;
};

/** Everything the customer page shows, for a customer's number or that of any of her persons. */
export async function customerPage(
  needs: { readonly db: Database; readonly parts: readonly CustomerPagePart[] },
  input: { readonly customerId: number },
): Promise<Outcome<CustomerPage>> {
  const { db, parts } = needs;
  const customer = await findCustomer(db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const [golden, ...read] = await Promise.all([
    readPageRow(db, customer),
    ...parts.map((part) => part.read(customer)),
  ]);
  if (golden === undefined) return noSuchCustomer(input.customerId);
  const lineage = lineageReader(golden);
  return {
    customerId: customer.customerId,
    askedFor: input.customerId,
    fields: Object.entries(golden.fields).flatMap(([field, value]) =>
      value === null ? [] : lineage(field, value, golden.lineage[field]),
    ),
    other: Object.entries(golden.other).flatMap(([field, value]) =>
      lineage(field, value, golden.lineage[`other.${field}`]),
    ),
    persons: [...golden.persons],
    firstSeenAt: golden.first_seen_at.toISOString(),
    changedAt: golden.changed_at.toISOString(),
    parts: Object.fromEntries(parts.map((part, place) => [part.name, read[place]])),
  };
}

/** The refusal every route about one customer gives. */
export function noSuchCustomer(customerId: number) {
  return refuse('not-found', 'customer-not-found', `There is no customer ${customerId}.`, { customerId });
}

function lineageReader({ persons, recorded_at: recordedAt }: PageRow) {
  const byId = new Map(persons.map((person) => [person.personId, person]));
  return (field: string, value: string, origin: Origin | undefined): CustomerPage['fields'] => {
    const [personId = 0, importId = 0, line = 0] = origin ?? [];
    const person = byId.get(personId);
    if (person === undefined) return [];
    const at = recordedAt[`${personId} ${importId} ${line}`] ?? person.createdAt;
    const source = importId === byHand ? { ...person.source, name: 'by hand' } : person.source;
    return [{ field, value, source, importId, line, recordedAt: at }];
  };
}
