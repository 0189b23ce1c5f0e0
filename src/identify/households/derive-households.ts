import { type DatabaseServer, inTransaction } from '#platform/database';
import { activeDecisions } from './decisions.store.ts';
import { readDwellers } from './dwellers.store.ts';
import { createDoorFinder } from './find-at-doors.ts';
import { applyDecisions } from './household.ts';
import { lockHouseholds, readHomes, writeHomes } from './households.store.ts';
import { changesOf } from './settle-households.ts';

export type DerivedHouseholds = {
  /** Households of two or more, and who lives in them. */
  readonly households: number;
  readonly customers: number;
  /** Customers whose household became another one. */
  readonly changed: number;
};

/**
 * Says anew who lives with whom: everybody's latest record is read at one moment, households are found, decisions by hand applied, and
 * only what differs is written. A pure function of what is stored, so that it comes out the same whatever happened between, and doing
 * it twice changes nothing. Throws the signal's reason between two batches of reading.
 */
export async function deriveHouseholds(
  needs: { readonly server: DatabaseServer },
  input: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (people: number) => Promise<void>;
  } = {},
): Promise<DerivedHouseholds> {
  return inTransaction(needs.server.db, async (trx) => {
    await lockHouseholds(trx);
    const finder = createDoorFinder();
    let people = 0;
    for await (const dwellers of readDwellers(needs.server)) {
      input.signal?.throwIfAborted();
      for (const dweller of dwellers) finder.add(dweller);
      people += dwellers.length;
      await input.onProgress?.(people);
    }
    const found = finder.find();
    const settled = applyDecisions(found, await activeDecisions(trx));
    const changes = changesOf(await readHomes(trx), found, settled);
    await writeHomes(trx, changes);
    return { ...countOf(settled), changed: changes.homes.length + changes.alone.length };
  });
}

function countOf(settled: ReadonlyMap<number, number>): { households: number; customers: number } {
  const sizes = new Map<number, number>();
  for (const home of settled.values()) sizes.set(home, (sizes.get(home) ?? 0) + 1);
  const shared = [...sizes.values()].filter((size) => size > 1);
  return { households: shared.length, customers: shared.reduce((sum, size) => sum + size, 0) };
}
