import { openTies, type TieReader } from '#identify/matching';
import type { Database } from '#platform/database';
import type { KeyGroup } from './cluster-by-keys.ts';
import { clusterPersons } from './cluster-persons.ts';
import { loadClusters, type Move, moveClusters, nextVersion, withFellows } from './clusters.store.ts';
import { markCrowded, unmarkCrowded } from './crowded-keys.store.ts';
import { deleteCustomers, upsertCustomers } from './customers.store.ts';
import { mirrorCustomers, mirrorMoves, mirrorVanished } from './mirror-customers.ts';
import { crowd, holdersOf, lockIdentity, replaceKeys, sharedKeys } from './persons.store.ts';
import { Picture } from './picture.ts';
import { noteTouched } from './touched.store.ts';

/**
 * Derives anew the customers that these persons are, were or become part of: their keys, clusters and golden records, and the
 * mirrors of what changed. Restricted to what is touched; the outcome depends on what is stored, not on the order in which it
 * came. Persons that do not exist (any more) are dropped from their customers. Answers the customers concerned.
 */
export async function refreshCustomers(
  trx: Database,
  input: { readonly personIds: readonly number[]; readonly at: Date },
): Promise<number[]> {
  return recluster(trx, { ...input, gone: [] });
}

/** As `refreshCustomers`, leaving out persons about to be forgotten. */
export async function recluster(
  trx: Database,
  input: { readonly personIds: readonly number[]; readonly gone: readonly number[]; readonly at: Date },
): Promise<number[]> {
  if (input.personIds.length === 0) return [];
  await lockIdentity(trx);
  const gone = new Set(input.gone);
  const seen = await Picture.open(trx);
  const start = await withFellows(trx, input.personIds);
  await seen.add(
    trx,
    start.filter((person) => !gone.has(person)),
  );
  const lost = await replaceKeys(trx, start, seen.keys());
  // Who still carries a value that somebody lost may now be joined otherwise: one fewer name in a household.
  const left = await withFellows(trx, await holdersOf(trx, lost, crowd));
  await seen.add(
    trx,
    left.filter((person) => !seen.has(person) && !gone.has(person)),
  );
  const ties = await openTies(trx);
  const groups = await gather(trx, seen, ties);
  const clusters = clusterPersons(seen.clustered(), groups, await ties.among(seen.ids()));
  const { version, moves } = await writeClusters(trx, clusters, start);
  await noteTouched(trx, [...input.personIds, ...moves.map(({ personId }) => personId)]);
  await mirrorMoves(trx, moves, version);
  const rows = seen.customerRows(clusters);
  const changed = await upsertCustomers(trx, rows, { version, at: input.at });
  await mirrorCustomers(
    trx,
    rows.flatMap((row) => {
      const consents = changed.get(row.customer_id);
      return consents === undefined ? [] : [{ ...row, consents }];
    }),
    version,
  );
  const customers = new Set(clusters.values());
  const vanished = [...new Set([...start, ...clusters.keys()])].filter((person) => !customers.has(person));
  await mirrorVanished(trx, await deleteCustomers(trx, vanished), version);
  return [...customers];
}

/** Follows shared keys and ties until nobody new is found; answers every shared key of the persons found. */
async function gather(trx: Database, seen: Picture, ties: TieReader): Promise<KeyGroup[]> {
  const groups = new Map<string, KeyGroup>();
  let frontier = seen.ids();
  while (frontier.length > 0) {
    const shared = await sharedKeys(trx, frontier, crowd + 1);
    const reached = await markCrowded(
      trx,
      shared.filter((key) => key.persons.length > crowd),
    );
    const identifying = shared.filter((key) => key.persons.length <= crowd);
    await unmarkCrowded(trx, identifying);
    for (const key of identifying) {
      groups.set(`${key.kind} ${key.value}`, key);
      for (const person of key.persons) reached.push(person);
    }
    for (const person of await ties.reach(frontier)) reached.push(person);
    const fresh = [...new Set(reached)].filter((person) => !seen.has(person));
    frontier =
      fresh.length === 0 ? [] : (await withFellows(trx, fresh)).filter((person) => !seen.has(person));
    await seen.add(trx, frontier);
  }
  return [...groups.values()];
}

async function writeClusters(
  trx: Database,
  clusters: ReadonlyMap<number, number>,
  start: readonly number[],
): Promise<{ version: number; moves: Move[] }> {
  const persons = [...new Set([...start, ...clusters.keys()])];
  const before = await loadClusters(trx, persons);
  const moves: Move[] = [];
  for (const personId of persons) {
    const customerId = clusters.get(personId) ?? personId;
    if ((before.get(personId) ?? personId) !== customerId) moves.push({ personId, customerId });
  }
  await moveClusters(trx, moves);
  return { version: await nextVersion(trx), moves };
}
