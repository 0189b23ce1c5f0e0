import { findCustomer, lockIdentity, noSuchCustomer } from '#identify/customers';
import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import {
  type ActDone,
  type ActNeeds,
  type By,
  crossPairs,
  innerPairs,
  pairsMost,
  recordAct,
  tooManyPairs,
  unlabelled,
} from './record-act.ts';

/**
 * Parts a customer, at once: each group of persons becomes a customer of its own, whatever the model and their keys say; her persons that are not named
 * stay tied as they are. Refuses persons of somebody else, one person in two groups, and a single group that is the whole customer.
 */
export async function unmergeCustomer(
  needs: ActNeeds,
  input: By & { readonly customerId: number; readonly groups: readonly (readonly number[])[] },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const customer = await findCustomer(trx, input.customerId);
    if (customer === undefined) return noSuchCustomer(input.customerId);
    const named = input.groups.flat();
    const stranger = named.find((personId) => !customer.personIds.includes(personId));
    if (stranger !== undefined)
      return refuse(
        'invalid',
        'person-of-another',
        `Person ${stranger} is not a record of customer ${customer.customerId}.`,
      );
    if (new Set(named).size < named.length)
      return refuse('invalid', 'person-twice', 'A person can be in one group only.');
    const rest = customer.personIds.filter((personId) => !named.includes(personId));
    const parts = rest.length === 0 ? input.groups : [...input.groups, rest];
    if (parts.length < 2)
      return refuse(
        'conflict',
        'nothing-to-part',
        'This is the whole customer: there is nothing to part her from.',
      );
    const [apart, together] = [crossPairs(parts), innerPairs(input.groups)];
    if (apart.length + together.length > pairsMost) return tooManyPairs(apart.length + together.length);
    const decisions = [...unlabelled(apart, 'different'), ...unlabelled(together, 'same')];
    const act = { by: input.by, note: input.note, kind: 'unmerge' as const, decisions };
    return recordAct(trx, needs, act, customer.personIds);
  });
}
