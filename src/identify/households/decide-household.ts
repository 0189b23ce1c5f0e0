import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { endDecision, findDecision, insertDecision } from './decisions.store.ts';
import { lockHouseholds } from './households.store.ts';
import { settleHouseholds } from './settle-households.ts';

export type DecideNeeds = { readonly db: Database; readonly clock: Clock };

/**
 * Says with whom a customer lives (`withCustomerId`), or that she lives alone (null), whatever addresses tell; at once, and until it is
 * undone. Refuses customers there are not, and a customer with herself.
 */
export async function decideHousehold(
  needs: DecideNeeds,
  input: {
    readonly customerId: number;
    readonly withCustomerId: number | null;
    readonly note: string;
    readonly by: string;
  },
): Promise<Outcome<{ decisionId: number; customerId: number }>> {
  return inTransaction(needs.db, async (trx) => {
    await lockHouseholds(trx);
    const mine = await findCustomer(trx, input.customerId);
    if (mine === undefined) return noSuchCustomer(input.customerId);
    const fellow = input.withCustomerId === null ? null : await findCustomer(trx, input.withCustomerId);
    if (fellow === undefined) return noSuchCustomer(input.withCustomerId ?? 0);
    if (fellow?.customerId === mine.customerId)
      return refuse(
        'invalid',
        'household-with-herself',
        `Customer ${mine.customerId} cannot be put together with herself: name another customer.`,
        { customerId: mine.customerId },
      );
    const decisionId = await insertDecision(trx, {
      personId: mine.customerId,
      withPersonId: fellow?.customerId ?? null,
      ...{ note: input.note, by: input.by, at: needs.clock.now() },
    });
    await settleHouseholds(trx, [mine.customerId, ...(fellow === null ? [] : [fellow.customerId])]);
    return { decisionId, customerId: mine.customerId };
  });
}

/** Takes a decision back: what addresses tell, and older decisions, hold again. Twice is once. Refuses one that was never taken. */
export async function undoHouseholdDecision(
  needs: DecideNeeds,
  input: { readonly decisionId: number; readonly by: string },
): Promise<Outcome<{ decisionId: number; customerId: number }>> {
  return inTransaction(needs.db, async (trx) => {
    await lockHouseholds(trx);
    const decision = await findDecision(trx, input.decisionId);
    if (decision === undefined)
      return refuse('not-found', 'household-decision-not-found', `There is no decision ${input.decisionId}.`);
    await endDecision(trx, { ...input, at: needs.clock.now() });
    const customers = await Promise.all(
      [decision.personId, decision.withPersonId ?? decision.personId].map((person) =>
        findCustomer(trx, person),
      ),
    );
    await settleHouseholds(
      trx,
      customers.flatMap((customer) => customer?.customerId ?? []),
    );
    return { decisionId: decision.decisionId, customerId: customers[0]?.customerId ?? decision.personId };
  });
}
