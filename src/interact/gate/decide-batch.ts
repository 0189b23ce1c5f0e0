import type { Database } from '#platform/database';
import { decide } from './decide.ts';
import type { ContactFacts, Decision, GateRules } from './decision.ts';
import { type FactsQuestion, loadFacts } from './facts.store.ts';

export type Decided = { readonly facts: ContactFacts; readonly decision: Decision };

/**
 * Decides for a batch of customers, in order of id: facts are loaded in one statement, and an address given to the first
 * customer of a household is taken for the next. Ids that are nobody's (merged away, erased) are left out.
 * `seen` carries addresses from batch to batch where nothing is written (a preview).
 */
export async function decideBatch(
  db: Database,
  input: Omit<FactsQuestion, 'since'> & {
    readonly rules: GateRules;
    readonly at: Date;
    readonly seen?: Map<string, number>;
  },
): Promise<Decided[]> {
  const { rules, at, seen = new Map<string, number>(), ...question } = input;
  const windowDays = rules.pressure?.windowDays ?? 1;
  const since = new Date(at.getTime() - windowDays * 86_400_000);
  const facts = await loadFacts(db, { ...question, since });
  return facts.map((known) => {
    const taker = known.address === null ? undefined : seen.get(known.address);
    const complete = taker === undefined ? known : { ...known, addressTakenBy: taker };
    const decision = decide(complete, rules);
    if (decision.arm !== 'none' && known.address !== null) seen.set(known.address, known.customerId);
    return { facts: complete, decision };
  });
}
