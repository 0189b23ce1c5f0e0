import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import type { Outcome } from '#platform/errors';
import { deleteTags, insertTags, lockPersons, mirrorTags, selectTags } from './tags.store.ts';

/** Makes these the only tags of a customer, whichever of her records they were put on. Twice is once. Refuses one there is not. */
export async function tagCustomer(
  needs: { readonly db: Database; readonly clock: Clock },
  input: { readonly customerId: number; readonly tags: readonly string[]; readonly by: string },
): Promise<Outcome<{ tags: string[] }>> {
  return inTransaction(needs.db, async (trx) => {
    const customer = await findCustomer(trx, input.customerId);
    if (customer === undefined) return noSuchCustomer(input.customerId);
    const { customerId: personId, personIds } = customer;
    await lockPersons(trx, personIds);
    await deleteTags(trx, { personIds, kept: input.tags });
    const known = await selectTags(trx, personIds);
    const tags = input.tags.filter((tag) => !known.includes(tag));
    await insertTags(trx, { personId, tags, by: input.by, at: needs.clock.now() });
    await mirrorTags(trx, personIds);
    return { tags: await selectTags(trx, personIds) };
  });
}
