import { notePending } from '#identify/matching';
import { type DatabaseTransaction, sql } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { readPageRow } from './customer-page.store.ts';
import { noSuchCustomer } from './customer-page.ts';
import { findCustomer } from './find-customer.ts';
import { partOf } from './golden-record.ts';
import { byHand, type PersonFieldName, type PersonFields, storableFields } from './person.ts';
import { insertMentions, insertRecords, lockIdentity } from './persons.store.ts';
import { refreshCustomers } from './refresh-customers.ts';

/**
 * Corrects what is known of a customer: a new record, by hand, that wins over whatever files say, before and later; nothing said is
 * rewritten. It is written on each of her persons, so that they stay one customer. Refuses nobody and nothing to correct.
 */
export async function rectifyCustomer(
  trx: DatabaseTransaction,
  input: { readonly customerId: number; readonly fields: PersonFields; readonly at: Date },
): Promise<Outcome<{ readonly persons: number; readonly fields: string[] }>> {
  await lockIdentity(trx);
  const customer = await findCustomer(trx, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const said = storableFields(input.fields);
  const fields = Object.keys(said);
  if (fields.length === 0)
    return refuse('invalid', 'nothing-to-correct', 'Say which fields are to be corrected, and how.');
  const golden = await readPageRow(trx, customer);
  const whole: Record<string, unknown> = { ...said };
  // What is taken whole from one record is said whole, or the correction of one field would empty the others.
  for (const name of fields.flatMap((field) => partOf(field).names))
    whole[name] ??= golden?.fields[name as PersonFieldName] ?? undefined;
  const { personIds } = customer;
  const line = await nextLine(trx, personIds);
  const from = { importId: byHand, chunk: 0, at: input.at };
  const corrected = storableFields(whole);
  await insertMentions(trx, byHand, personIds);
  await insertRecords(
    trx,
    from,
    personIds.map((personId) => ({ personId, line, fields: corrected })),
  );
  await notePending(trx, personIds);
  await refreshCustomers(trx, { personIds, at: input.at });
  return { persons: personIds.length, fields };
}

async function nextLine(trx: DatabaseTransaction, personIds: readonly number[]): Promise<number> {
  const { rows } = await sql<{ line: number }>`
    select coalesce(max(line), 0) + 1 as line from identify.person_record
    where import_id = ${byHand} and person_id = any (${personIds}::bigint[])`.execute(trx);
  return rows[0]?.line ?? 1;
}
