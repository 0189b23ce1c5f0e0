import { findCustomer, noSuchCustomer, readCustomerCards, readPersonsOf } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { HouseholdPage } from './api.ts';
import { decisionsAbout } from './decisions.store.ts';
import { type SalesReader, withSales } from './household-sales.ts';
import { householdOfCustomer } from './view-household.ts';

/**
 * The household of a customer as a whole: everybody in it with what each bought, and what was decided by hand about any of them,
 * the latest first. Refuses a customer there is not.
 */
export async function openHousehold(
  needs: { readonly db: Database; readonly sales: SalesReader },
  input: { readonly customerId: number },
): Promise<Outcome<HouseholdPage>> {
  const { db } = needs;
  const home = await householdOfCustomer(db, input);
  if (isRefusal(home)) return home;
  const [whole] = await withSales(needs, [home]);
  if (whole === undefined) return noSuchCustomer(input.customerId);
  const persons = await readPersonsOf(
    db,
    home.members.map(({ customerId }) => customerId),
  );
  const decisions = await decisionsAbout(db, [...persons.values()].flat());
  const fellows = decisions.flatMap(({ personId, withPersonId }) => [personId, withPersonId ?? personId]);
  const named = await nameCustomers(db, fellows);
  return {
    ...{ householdId: whole.householdId, size: whole.size, members: whole.members },
    ...{ netSales: whole.netSales, currency: whole.currency },
    decisions: decisions.map(
      ({ decisionId, personId, withPersonId, note, decidedBy, decidedAt, undoneAt }) => ({
        ...{ decisionId, note, decidedBy, decidedAt: decidedAt.toISOString() },
        customer: named(personId),
        withCustomer: withPersonId === null ? null : named(withPersonId),
        undoneAt: undoneAt?.toISOString() ?? null,
      }),
    ),
  };
}

/** The customer each of these persons is now, with her name. */
async function nameCustomers(db: Database, personIds: readonly number[]) {
  const customers = new Map<number, number>();
  for (const personId of new Set(personIds))
    customers.set(personId, (await findCustomer(db, personId))?.customerId ?? personId);
  const cards = await readCustomerCards(db, [...customers.values()]);
  return (personId: number) => {
    const customerId = customers.get(personId) ?? personId;
    return { customerId, name: cards.get(customerId)?.name ?? null };
  };
}
