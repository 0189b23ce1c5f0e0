import { unsettle } from '#identify/matching';
import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import type { Events } from '#platform/events';
import { type Outcome, type Refusal, refuse } from '#platform/errors';
import { saveSetting } from '#platform/settings';
import type { Survivorship } from './api.ts';
import { lockIdentity } from './persons.store.ts';
import { listSeveral, readSourceNames, survivorshipKey } from './survivorship.store.ts';

export type SurvivorshipNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Pick<Events, 'say'>;
};

/** Why rules cannot be used: they trust a source that does not exist. */
export async function refuseUnknownSources(db: Database, rules: Survivorship): Promise<Refusal | undefined> {
  const known = new Set((await readSourceNames(db)).values());
  const named = Object.values(rules).flatMap((rule) => (rule.by === 'trusted' ? rule.sources : []));
  const unknown = named.find((name) => !known.has(name));
  if (unknown === undefined) return undefined;
  return refuse('invalid', 'no-such-source-name', `There is no source named ${unknown}.`, { name: unknown });
}

/**
 * Puts rules of survivorship in force. Customers with several records are left to be derived anew (`unsettled`), in the same transaction; whoever hears
 * `customers.changed` does it, and the base is as the rules say once that is through. Who is who does not depend on them.
 */
export async function changeSurvivorship(
  { db, clock, events }: SurvivorshipNeeds,
  input: { readonly rules: Survivorship; readonly by: string },
): Promise<Outcome<Survivorship & { readonly unsettled: number }>> {
  const refusal = await refuseUnknownSources(db, input.rules);
  if (refusal !== undefined) return refusal;
  const at = clock.now();
  const unsettled = await inTransaction(db, async (trx) => {
    await lockIdentity(trx);
    await saveSetting(trx, { key: survivorshipKey, value: input.rules, by: input.by, at });
    const customerIds = await listSeveral(trx);
    await unsettle(trx, customerIds);
    await events.say(trx, 'customers.changed', { by: 'survivorship', at: at.toISOString() });
    return customerIds.length;
  });
  return { ...input.rules, unsettled };
}
