import { takeTouched } from '#identify/customers';
import { type Database, type DatabaseServer, inTransaction } from '#platform/database';
import { activeDecisions } from './decisions.store.ts';
import { deriveTouched } from './derive-touched.ts';
import { countDoors, findRareNames, replaceRareNames, writeDoors } from './doors.store.ts';
import { readDwellers } from './dwellers.store.ts';
import { createDoorFinder } from './find-at-doors.ts';
import { applyDecisions } from './household.ts';
import { countHouseholds, lockHouseholds, readHomes, writeHomes } from './households.store.ts';
import { changesOf } from './settle-households.ts';

export type DerivedHouseholds = {
  /** Households of two or more, and who lives in them. */
  readonly households: number;
  readonly customers: number;
  /** Customers whose household became another one. */
  readonly changed: number;
};

/** More than this share of everybody is not worth telling apart. */
const touchedMost = 0.25;

/**
 * Says anew who lives with whom: of whoever was touched since (`deriveTouched`), or, the first time, when many were, or `whole`, of everybody, from
 * everybody's latest record read at one moment; decisions by hand are applied, and only what differs is written. A pure function of what
 * is stored, so that it comes out the same either way and whatever happened between, and doing it twice changes nothing. Killed anywhere it is as
 * if it had not begun. Throws the signal's reason between two batches of reading.
 */
export async function deriveHouseholds(
  needs: { readonly server: DatabaseServer },
  input: {
    readonly whole?: boolean | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (people: number) => Promise<void>;
  } = {},
): Promise<DerivedHouseholds> {
  return inTransaction(needs.server.db, async (trx) => {
    await lockHouseholds(trx);
    const touched = await takeTouched(trx);
    const known = await countDoors(trx);
    const isWhole = input.whole === true || known === 0 || touched.length > known * touchedMost;
    const changed = isWhole
      ? await deriveEverybody(trx, needs.server, input)
      : await deriveTouched(trx, touched);
    if (!isWhole) await input.onProgress?.(touched.length);
    const { households, customers } = await countHouseholds(trx);
    return { households, customers, changed };
  });
}

async function deriveEverybody(
  trx: Database,
  server: DatabaseServer,
  input: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (people: number) => Promise<void>;
  },
): Promise<number> {
  const finder = createDoorFinder();
  let people = 0;
  for await (const dwellers of readDwellers(server)) {
    input.signal?.throwIfAborted();
    for (const dweller of dwellers) finder.add(dweller);
    people += dwellers.length;
    await input.onProgress?.(people);
  }
  await writeDoors(trx, 'everybody', finder.doors());
  await replaceRareNames(trx, await findRareNames(trx));
  const found = finder.find();
  const settled = applyDecisions(found, await activeDecisions(trx));
  const changes = changesOf(await readHomes(trx), found, settled);
  await writeHomes(trx, changes);
  return changes.homes.length + changes.alone.length;
}
