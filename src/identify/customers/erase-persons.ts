import { forgetPersons } from '#identify/matching';
import { type DatabaseTransaction, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { loadClusters, moveClusters, nextVersion } from './clusters.store.ts';
import { mirrorMoves } from './mirror-customers.ts';
import type { ErasedCounts, PersonalData, Subject } from './personal-data.ts';
import { lockIdentity } from './persons.store.ts';
import { recluster } from './refresh-customers.ts';

/** Persons, what was said of them, and the golden record. That her persons were one customer stays, in numbers: figures hold. */
export function customersData(warehouse: Warehouse): PersonalData {
  return {
    name: 'identify/customers',
    erase: erasePersons,
    eraseElsewhere: async ({ personIds }) => {
      // Rewritten, not only hidden: the mirror has names.
      await warehouse.command(
        'ALTER TABLE customers DELETE WHERE customer_id IN ({personIds:Array(UInt64)}) SETTINGS mutations_sync = 2',
        { personIds },
      );
      return {};
    },
  };
}

async function erasePersons(trx: DatabaseTransaction, subject: Subject, at: Date): Promise<ErasedCounts> {
  const personIds = [...subject.personIds];
  await lockIdentity(trx);
  const clusters = await loadClusters(trx, personIds);
  const counts: Record<string, number> = {};
  for (const table of ['person_record', 'person_mention'])
    counts[table] = await count(
      trx,
      sql`delete from ${sql.table(`identify.${table}`)} where person_id = any (${personIds}::bigint[])`,
    );
  // Who shared a phone or an e-mail with her may be clustered otherwise now.
  const concerned = await forgetPersons(trx, personIds);
  await recluster(trx, { personIds: [...personIds, ...concerned], gone: personIds, at });
  counts['person'] = await count(
    trx,
    sql`delete from identify.person where person_id = any (${personIds}::bigint[])`,
  );
  await sql`
    delete from identify.crowded_key c
    where not exists (select from identify.person_key k where k.kind = c.kind and k.value = c.value)`.execute(
    trx,
  );
  const moves = [...clusters].map(([personId, customerId]) => ({ personId, customerId }));
  await moveClusters(trx, moves);
  await mirrorMoves(trx, moves, await nextVersion(trx));
  return counts;
}

async function count(trx: DatabaseTransaction, statement: ReturnType<typeof sql>): Promise<number> {
  return Number((await statement.execute(trx)).numAffectedRows ?? 0);
}
