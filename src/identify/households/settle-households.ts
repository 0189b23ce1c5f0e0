import type { Database } from '#platform/database';
import { activeDecisions } from './decisions.store.ts';
import { applyDecisions } from './household.ts';
import { type Home, readRegion, writeHomes } from './households.store.ts';

/** The homes that differ from those stored, and the customers whose row must go. */
export function changesOf(
  stored: ReadonlyMap<number, Home>,
  found: ReadonlyMap<number, number>,
  settled: ReadonlyMap<number, number>,
): { homes: Home[]; alone: number[] } {
  const sizes = [found, settled].map((homes) => {
    const count = new Map<number, number>();
    for (const home of homes.values()) count.set(home, (count.get(home) ?? 0) + 1);
    return count;
  });
  const [foundSizes, settledSizes] = sizes;
  const homes: Home[] = [];
  const kept = new Set<number>();
  for (const [customerId, householdId] of settled) {
    const foundId = found.get(customerId) ?? customerId;
    if ((foundSizes?.get(foundId) ?? 1) < 2 && (settledSizes?.get(householdId) ?? 1) < 2) continue;
    kept.add(customerId);
    const known = stored.get(customerId);
    if (known?.foundId !== foundId || known.householdId !== householdId)
      homes.push({ customerId, foundId, householdId });
  }
  return { homes, alone: [...stored.keys()].filter((customerId) => !kept.has(customerId)) };
}

/**
 * Applies every decision that counts to the households found before, for the customers named and whoever a decision names: at once,
 * without looking at addresses again. Call it with the households locked.
 */
export async function settleHouseholds(trx: Database, customerIds: readonly number[]): Promise<void> {
  await settleFound(trx, customerIds, undefined);
}

/**
 * As `settleHouseholds`, once it was found anew where these customers live: `found` says so of whoever of them does not live alone or is
 * still there. Answers how many homes changed.
 */
export async function settleFound(
  trx: Database,
  customerIds: readonly number[],
  found: ReadonlyMap<number, number> | undefined,
): Promise<number> {
  const decisions = await activeDecisions(trx);
  const named = decisions.flatMap(({ customerId, withCustomerId }) => [
    customerId,
    withCustomerId ?? customerId,
  ]);
  const region = await readRegion(trx, [...new Set([...customerIds, ...named])]);
  const stored = new Map(region.map((home) => [home.customerId, home]));
  const asked = new Set(found === undefined ? [] : customerIds);
  const homes = new Map([
    ...(found ?? customerIds.map((customer) => [customer, customer] as const)),
    ...region
      .filter(({ customerId }) => !asked.has(customerId))
      .map(({ customerId, foundId }) => [customerId, foundId] as const),
  ]);
  const changes = changesOf(stored, homes, applyDecisions(homes, decisions));
  await writeHomes(trx, changes);
  return changes.homes.length + changes.alone.length;
}
