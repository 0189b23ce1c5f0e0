import { findCustomer, lockIdentity, noSuchCustomer } from '#identify/customers';
import { type Database, inTransaction, sql } from '#platform/database';
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

/**
 * Parts what an import joined: persons it mentions are held apart from the other persons of their customers, in one act that is undone in one.
 * Refuses an import that joined nobody.
 */
export async function unmergeImport(
  needs: ActNeeds,
  input: By & { readonly importId: number },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const pairs = await joinedByImport(trx, input.importId, pairsMost + 1);
    if (pairs.length === 0)
      return refuse(
        'conflict',
        'nothing-to-part',
        `No customer holds records of import ${input.importId} beside others.`,
      );
    if (pairs.length > pairsMost) return tooManyPairs(pairs.length);
    const decisions = unlabelled(pairs, 'different');
    const act = { by: input.by, note: input.note, kind: 'unmerge' as const, decisions };
    return recordAct(trx, needs, act, [...new Set(pairs.flat())]);
  });
}

/** Pairs of one customer of which the import mentions one and not the other. */
async function joinedByImport(
  trx: Database,
  importId: number,
  limit: number,
): Promise<(readonly [number, number])[]> {
  const { rows } = await sql<{ low: number; high: number }>`
    with brought as (
      select m.person_id, coalesce(o.customer_id, m.person_id) as customer_id
      from identify.person_mention m left join identify.customer_of o using (person_id)
      where m.import_id = ${importId}
    ), fellow as (
      select customer_id, customer_id as person_id from (select distinct customer_id from brought) as named
      union select o.customer_id, o.person_id from identify.customer_of o
      where o.customer_id in (select customer_id from brought)
    )
    select least(b.person_id, f.person_id) as low, greatest(b.person_id, f.person_id) as high
    from brought b join fellow f using (customer_id)
    where not exists (select from brought also where also.person_id = f.person_id)
    order by low, high limit ${limit}
  `.execute(trx);
  return rows.map(({ low, high }) => [low, high]);
}
