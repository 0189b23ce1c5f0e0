import { type Database, sql } from '#platform/database';
import { nextVersion } from './clusters.store.ts';
import { rewriteConsents } from './customers.store.ts';
import { mirrorCustomers } from './mirror-customers.ts';
import { lockIdentity } from './persons.store.ts';

/**
 * Brings the consents of these persons' golden records, and their mirror, to what the ledger says now. Persons whose customer
 * has not been derived yet are left to `refreshCustomers`. Take the lock (this, or any other door here) before writing the ledger.
 */
export async function refreshConsents(
  trx: Database,
  input: { readonly personIds: readonly number[]; readonly at: Date },
): Promise<void> {
  if (input.personIds.length === 0) return;
  await lockIdentity(trx);
  const { rows } = await sql<{ customer_id: number }>`
    select distinct coalesce(o.customer_id, id) as customer_id
    from unnest(${input.personIds}::bigint[]) as id left join identify.customer_of o on o.person_id = id
  `.execute(trx);
  const version = await nextVersion(trx);
  const changed = await rewriteConsents(
    trx,
    rows.map((row) => row.customer_id),
    { version, at: input.at },
  );
  await mirrorCustomers(trx, changed, version);
}
