import { readPermissionRules } from '#identify/consent';
import { lastOrderDays } from '#identify/history';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { decide } from './decide.ts';
import type { ContactFacts, Decision, GateRules } from './decision.ts';
import { type FactsQuestion, loadFacts, readPersonsOf } from './facts.store.ts';

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
    /** Where purchases are: without it, buying never stands for a consent. */
    readonly warehouse?: Warehouse;
    readonly seen?: Map<string, number>;
  },
): Promise<Decided[]> {
  const { rules, warehouse, seen = new Map<string, number>(), ...question } = input;
  const { at } = question;
  const windowDays = rules.pressure?.windowDays ?? 1;
  const since = new Date(at.getTime() - windowDays * 86_400_000);
  const loaded = await loadFacts(db, { ...question, since });
  const permission = {
    rules: await readPermissionRules(db),
    use: question,
    on: at.toISOString().slice(0, 10),
  };
  const facts = await withPurchases({ db, warehouse, permission, at }, loaded);
  return facts.map((known) => {
    const taker = known.address === null ? undefined : seen.get(known.address);
    const complete = taker === undefined ? known : { ...known, addressTakenBy: taker };
    const decision = decide(complete, { ...rules, permission });
    if (decision.arm !== 'none' && known.address !== null) seen.set(known.address, known.customerId);
    return { facts: complete, decision };
  });
}

/** Adds when those last bought whose purchases may stand for the consent they never gave. */
async function withPurchases(
  needs: {
    readonly db: Database;
    readonly warehouse: Warehouse | undefined;
    readonly permission: NonNullable<GateRules['permission']>;
    readonly at: Date;
  },
  facts: ContactFacts[],
): Promise<ContactFacts[]> {
  const { db, warehouse, permission, at } = needs;
  const silent = facts.filter(({ consent }) => consent === null).map(({ customerId }) => customerId);
  const { use } = permission;
  const stands = permission.rules.softOptIn.some(
    (rule) => rule.channel === use.channel && rule.purpose === use.purpose && rule.brand === use.brand,
  );
  if (warehouse === undefined || !stands || silent.length === 0) return facts;
  const customers = await readPersonsOf(db, silent);
  const days = await lastOrderDays(warehouse, [...customers.keys()], at);
  const latest = new Map<number, string>();
  for (const [person, day] of days) {
    const customer = customers.get(person) ?? person;
    if (day > (latest.get(customer) ?? '')) latest.set(customer, day);
  }
  return facts.map((known) => ({ ...known, lastOrderOn: latest.get(known.customerId) ?? null }));
}
