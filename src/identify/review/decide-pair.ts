import { findCustomer, lockIdentity } from '#identify/customers';
import type { Verdict } from '#identify/matching';
import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import {
  type ActDone,
  type ActNeeds,
  type By,
  crossPairs,
  labelled,
  pairsMost,
  recordAct,
  tooManyPairs,
  unlabelled,
} from './record-act.ts';

/**
 * Decides whether two persons are one human being, at once: their customers become one, or are kept apart as they stand. "unsure" moves the pair to
 * the end of the queue. The pair itself is a label. Refuses a person that does not exist, and one compared with herself.
 */
export async function decidePair(
  needs: ActNeeds,
  input: By & { readonly low: number; readonly high: number; readonly verdict: Verdict },
): Promise<Outcome<ActDone>> {
  const pair = [Math.min(input.low, input.high), Math.max(input.low, input.high)] as const;
  const [low, high] = pair;
  if (low === high)
    return refuse('invalid', 'same-person', `Person ${low} is always herself: name two persons.`);
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const customers = [await findCustomer(trx, low), await findCustomer(trx, high)];
    const [one, other] = customers;
    if (one === undefined || !one.personIds.includes(low)) return noSuchPerson(low);
    if (other === undefined || !other.personIds.includes(high)) return noSuchPerson(high);
    const apart = one.customerId !== other.customerId;
    if (one.personIds.length * other.personIds.length > pairsMost)
      return tooManyPairs(one.personIds.length * other.personIds.length);
    const rest =
      apart && input.verdict !== 'unsure'
        ? crossPairs([one.personIds, other.personIds]).filter(([a, b]) => a !== low || b !== high)
        : [];
    const decisions = [await labelled(trx, pair, input.verdict), ...unlabelled(rest, input.verdict)];
    return recordAct(trx, needs, { kind: 'decide', by: input.by, note: input.note, decisions }, pair);
  });
}

export const noSuchPerson = (personId: number) =>
  refuse('not-found', 'no-such-person', `There is no person ${personId} (any more).`);
