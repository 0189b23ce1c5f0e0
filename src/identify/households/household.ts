import { UnionFind } from '#identify/customers';

/** Somebody says that a customer lives with another, or alone (`withCustomerId` null). */
export type HouseholdDecision = {
  readonly decisionId: number;
  readonly customerId: number;
  readonly withCustomerId: number | null;
};

/**
 * The households that hold once decisions are applied to those found, by customer, each named by its smallest. The latest decision
 * about a customer counts: it takes her out of the household she was found in, then puts her with whom it names, wherever that
 * one lives in the end. The order in which decisions come does not matter. Customers decided upon but not in `found` lived alone.
 */
export function applyDecisions(
  found: ReadonlyMap<number, number>,
  decisions: readonly HouseholdDecision[],
): Map<number, number> {
  const latest = new Map<number, HouseholdDecision>();
  for (const decision of decisions) {
    const known = latest.get(decision.customerId);
    if (known === undefined || known.decisionId < decision.decisionId)
      latest.set(decision.customerId, decision);
  }
  const others = decisions.flatMap(({ withCustomerId }) => withCustomerId ?? []);
  const everyone = [...new Set([...found.keys(), ...latest.keys(), ...others])];
  const sets = new UnionFind();
  const first = new Map<number, number>();
  for (const customer of everyone) {
    const home = found.get(customer);
    if (home === undefined || latest.has(customer)) continue;
    const fellow = first.get(home);
    if (fellow === undefined) first.set(home, customer);
    else sets.join(customer, fellow);
  }
  for (const { customerId, withCustomerId } of latest.values())
    if (withCustomerId !== null) sets.join(customerId, withCustomerId);
  return new Map(everyone.map((customer) => [customer, sets.find(customer)]));
}
