import { type Database, type DatabaseTransaction, sql } from '#platform/database';
import type { FieldTrust, TrustOfField } from './source-trust.ts';

/** How often each source is right, by field, as last learnt; empty before. */
export async function readSourceTrust(db: Database): Promise<FieldTrust> {
  const { rows } = await sql<{
    field: string;
    sourceId: number;
    accuracy: number;
    compared: number;
    wrongValues: number;
  }>`
    select field, source_id as "sourceId", accuracy, compared, wrong_values as "wrongValues"
    from identify.source_trust`.execute(db);
  const trust = new Map<string, TrustOfField & { readonly sources: Map<number, object> }>();
  for (const { field, sourceId, wrongValues, ...rate } of rows) {
    const known = trust.get(field) ?? { wrongValues, sources: new Map() };
    known.sources.set(sourceId, rate);
    trust.set(field, known);
  }
  return trust as FieldTrust;
}

/** Puts what was learnt in place of what was before. */
export async function replaceSourceTrust(
  trx: DatabaseTransaction,
  trust: FieldTrust,
  at: Date,
): Promise<void> {
  const rows = [...trust].flatMap(([field, { wrongValues, sources }]) =>
    [...sources].map(([sourceId, rate]) => ({ field, sourceId, wrongValues, ...rate })),
  );
  await sql`delete from identify.source_trust`.execute(trx);
  await sql`
    insert into identify.source_trust (field, source_id, accuracy, compared, wrong_values, learnt_at)
    select field, "sourceId", accuracy, compared, "wrongValues", ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (field text, "sourceId" int, accuracy float8, compared int, "wrongValues" float8)`.execute(trx);
}

/** Customers of whom two sources or more speak, `most` of them drawn by their numbers, with the source of each person. */
export async function drawSharedCustomers(
  db: Database,
  most: number,
): Promise<Map<number, Map<number, number>>> {
  const { rows } = await sql<{ customerId: number; personId: number; sourceId: number }>`
    with drawn as (
      select customer_id from identify.customer where cardinality(sources) > 1
      order by md5(customer_id::text) limit ${most}
    ), member as (
      select customer_id, customer_id as person_id from drawn
      union all
      select customer_id, o.person_id from drawn join identify.customer_of o using (customer_id)
    )
    select customer_id as "customerId", person_id as "personId", source_id as "sourceId"
    from member join identify.person using (person_id)`.execute(db);
  const customers = new Map<number, Map<number, number>>();
  for (const { customerId, personId, sourceId } of rows)
    customers.set(customerId, (customers.get(customerId) ?? new Map()).set(personId, sourceId));
  return customers;
}
