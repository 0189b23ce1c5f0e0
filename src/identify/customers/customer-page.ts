import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { CustomerPage } from './api.ts';
import { type PageRow, readPageRow } from './customer-page.store.ts';
import { type CustomerPersons, findCustomer } from './find-customer.ts';
import { explainField } from './explain-field.ts';
import type { Origin } from './golden-record.ts';
import { byHand, type PersonRecord } from './person.ts';
import { loadRecords } from './persons.store.ts';
import { type FieldTrust, probabilityRight } from './source-trust.ts';
import { readSourceTrust } from './source-trust.store.ts';
import { readGoldenBy } from './survivorship.store.ts';
import type { GoldenBy } from './survivorship.ts';

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
  const sources = new Map<number, number>();
  const [golden, records, by, trust, ...read] = await Promise.all([
    readPageRow(db, customer),
    loadRecords(db, customer.personIds),
    readGoldenBy(db, (personId) => sources.get(personId)),
    readSourceTrust(db),
    ...parts.map((part) => part.read(customer)),
  ]);
  if (golden === undefined) return noSuchCustomer(input.customerId);
  for (const { personId, source } of golden.persons) sources.set(personId, source.sourceId);
  const lineage = lineageReader(golden, [...records.values()].flat(), { by, trust });
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

function lineageReader(
  { persons }: PageRow,
  records: readonly PersonRecord[],
  { by, trust }: { readonly by: GoldenBy; readonly trust: FieldTrust },
) {
  const byId = new Map(persons.map((person) => [person.personId, person]));
  const told = (value: string, { personId, importId, line, recordedAt }: PersonRecord) => {
    const source = byId.get(personId)?.source ?? { sourceId: 0, name: '' };
    return {
      ...{ value, importId, line, recordedAt: new Date(recordedAt).toISOString() },
      source: importId === byHand ? { ...source, name: 'by hand' } : source,
    };
  };
  return (field: string, value: string, origin: Origin | undefined): CustomerPage['fields'] => {
    const explained = explainField({ field, value, origin, records, by });
    if (explained === undefined) return [];
    const { from, since, rule, sureness, saying, others } = explained;
    return [
      {
        ...{ field, ...told(value, from), since: new Date(since).toISOString(), rule, sureness },
        probability: probabilityRight(trust, {
          field,
          sureness,
          key: explained.key,
          said: explained.standing.map(({ personId, key }) => ({
            key,
            sourceId: byId.get(personId)?.source.sourceId ?? 0,
          })),
        }),
        sources: new Set(saying.map((personId) => byId.get(personId)?.source.sourceId)).size,
        others: others.map((other) => told(other.value, other.from)),
      },
    ];
  };
}
