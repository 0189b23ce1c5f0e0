import { findCustomer, lockIdentity, noSuchCustomer } from '#identify/customers';
import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import {
  type ActDone,
  type ActNeeds,
  type By,
  crossPairs,
  pairsMost,
  recordAct,
  tooManyPairs,
  unlabelled,
} from './record-act.ts';

/**
 * Makes one customer of several, at once, whatever the model says: history, value and consents follow (the strictest wins). What was decided
 * of their records before gives way. Refuses unknown customers, and those who are one already.
 */
export async function mergeCustomers(
  needs: ActNeeds,
  input: By & { readonly customerIds: readonly number[] },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const groups = new Map<number, number[]>();
    for (const id of input.customerIds) {
      const found = await findCustomer(trx, id);
      if (found === undefined) return noSuchCustomer(id);
      groups.set(found.customerId, found.personIds);
    }
    if (groups.size < 2) return refuse('conflict', 'one-customer-already', 'These are one customer already.');
    const pairs = crossPairs([...groups.values()]);
    if (pairs.length > pairsMost) return tooManyPairs(pairs.length);
    const decisions = unlabelled(pairs, 'same');
    const act = { by: input.by, note: input.note, kind: 'merge' as const, decisions };
    return recordAct(trx, needs, act, [...groups.keys()]);
  });
}
