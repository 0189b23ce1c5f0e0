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
  const sets = createSets();
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

/** Disjoint sets of numbers, each named by its smallest. */
function createSets() {
  const parent = new Map<number, number>();
  const find = (one: number): number => {
    let root = one;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    for (let at = one; at !== root; ) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  return {
    find,
    join: (one: number, other: number) => {
      const [a, b] = [find(one), find(other)];
      if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
    },
  };
}
