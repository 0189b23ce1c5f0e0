import type { z } from 'zod';
import { probabilityOf } from '#analytics/matching';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import { verdictsOf, weighPersons } from '#identify/matching';
import type { Database } from '#platform/database';
import type { Outcome } from '#platform/errors';
import type { CustomerTiesReply } from './api.ts';
import { describeSides } from './describe-sides.ts';
import { suspectsOf } from './list-queue.ts';
import { innerPairs } from './record-act.ts';
import { readSharedKeys } from './sides.store.ts';

/** Persons of a customer whose pairs are shown; more would be a list nobody reads. */
const shownMost = 30;

/** Why a customer's persons are held to be one, pair by pair, and whom else they may be. Refuses an unknown customer. */
export async function explainCustomer(
  db: Database,
  id: number,
): Promise<Outcome<z.infer<typeof CustomerTiesReply>>> {
  const customer = await findCustomer(db, id);
  if (customer === undefined) return noSuchCustomer(id);
  const shown = customer.personIds.slice(0, shownMost);
  const sides = await describeSides(db, customer.personIds);
  const bitsOf = await weighPersons(db, shown);
  const named = (pair: { low: number; high: number }) => `${pair.low} ${pair.high}`;
  const shared = await readSharedKeys(db, shown);
  const verdicts = new Map((await verdictsOf(db, shown)).map((one) => [named(one), one.verdict]));
  return {
    customerId: customer.customerId,
    persons: [...sides.values()]
      .toSorted((a, b) => a.personId - b.personId)
      .map(({ personId, source, sourceKey, createdAt }) => ({ personId, source, sourceKey, createdAt })),
    pairs: innerPairs([shown]).map(([low, high]) => {
      const bits = bitsOf(low, high);
      return {
        ...{ low, high },
        probability: bits === undefined ? null : probabilityOf(bits),
        sharedKeys: shared.filter((one) => one.low === low && one.high === high).map(({ kind }) => kind),
        verdict: verdicts.get(named({ low, high })) ?? null,
      };
    }),
    suspects: await suspectsOf(db, customer.personIds),
  };
}
