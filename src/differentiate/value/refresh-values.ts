import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { findCuts } from './cuts.warehouse.ts';
import { countSnapshot, publishSnapshot, withdrawSnapshots, writeScores } from './scores.warehouse.ts';
import {
  deleteSnapshots,
  finishSnapshot,
  insertSnapshot,
  selectSnapshot,
  selectSpentSnapshots,
  type ValueSnapshot,
} from './snapshot.store.ts';
import type { SnapshotPart } from './snapshot-part.ts';
import { dropSnapshotOf, writeTotals } from './totals.warehouse.ts';
import { settleCurrency } from './settle-currency.ts';
import { readValueSettings } from './value-settings.ts';

export type ValueNeeds = {
  readonly server: Pick<DatabaseServer, 'db' | 'withLock'>;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /** What other modules compute of every customer of a snapshot, in this order. */
  readonly parts?: readonly SnapshotPart[];
};

export type RefreshInput = {
  /** Value as it was at this moment; now when left out. */
  readonly asOf?: Date | undefined;
  /** The snapshot an interrupted run had begun. */
  readonly snapshotId?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told the snapshot as soon as it exists, so that an interrupted run goes on with it. */
  readonly onBegun?: (snapshotId: number) => Promise<void>;
  readonly onStep?: (done: number, total: number) => Promise<void>;
};

const ownSteps = 4;

async function begin(needs: ValueNeeds, input: RefreshInput): Promise<Outcome<ValueSnapshot>> {
  const { db } = needs.server;
  const begun = input.snapshotId === undefined ? undefined : await selectSnapshot(db, input.snapshotId);
  if (begun !== undefined) return begun;
  const settings = await readValueSettings({ db });
  const currency = await settleCurrency(needs.warehouse, settings);
  if (isRefusal(currency)) return currency;
  const at = needs.clock.now();
  return insertSnapshot(db, { asOf: input.asOf ?? at, settings, currency, at });
}

/** Forgets the snapshots beyond those kept, cut off or asked twice; nobody is sent to one that is gone. */
async function forgetSpent(needs: ValueNeeds, kept: number): Promise<void> {
  const spent = await selectSpentSnapshots(needs.server.db, kept, needs.clock.now());
  await withdrawSnapshots(needs.warehouse, spent);
  const tables = (needs.parts ?? []).flatMap((part) => part.tables);
  for (const snapshotId of spent) {
    for (const table of ['customer_values', 'customer_totals', ...tables])
      await dropSnapshotOf(needs.warehouse, table, snapshotId);
  }
  await deleteSnapshots(needs.server.db, spent);
}

async function compute(
  needs: ValueNeeds,
  snapshot: ValueSnapshot,
  input: RefreshInput & { readonly signal: AbortSignal },
): Promise<ValueSnapshot> {
  const { warehouse, parts = [] } = needs;
  const { snapshotId } = snapshot;
  const { signal } = input;
  const steps = ownSteps + parts.length;
  const step = async (done: number) => {
    await input.onStep?.(done, steps);
    signal.throwIfAborted();
  };
  // Begun before, it may have been published just as its process was killed: nobody reads it while it is computed again, nor twice after.
  if (input.snapshotId !== undefined) await withdrawSnapshots(warehouse, [snapshotId]);
  await dropSnapshotOf(warehouse, 'customer_totals', snapshotId);
  await dropSnapshotOf(warehouse, 'customer_values', snapshotId);
  await writeTotals(warehouse, snapshot);
  await step(1);
  const cuts = await findCuts(warehouse, snapshot);
  await step(2);
  await writeScores(warehouse, { ...snapshot, cuts });
  const customers = await countSnapshot(warehouse, 'customer_values', snapshotId);
  if (customers !== (await countSnapshot(warehouse, 'customer_totals', snapshotId)))
    throw new Error(`Snapshot ${snapshotId} was written by two at once: it will be computed again.`);
  await step(3);
  for (const [index, part] of parts.entries()) {
    for (const table of part.tables) await dropSnapshotOf(warehouse, table, snapshotId);
    await part.write(snapshot, signal);
    await step(4 + index);
  }
  await publishSnapshot(warehouse, { ...snapshot, customers });
  await dropSnapshotOf(warehouse, 'customer_totals', snapshotId);
  const { db } = needs.server;
  await finishSnapshot(db, snapshotId, { customers, cuts, at: needs.clock.now() });
  await input.onStep?.(steps, steps);
  return { ...snapshot, state: 'done', customers, cuts };
}

/**
 * Computes what every customer is worth and makes it the newest snapshot: until then everyone reads the one before.
 * May be stopped at any point and begun again with the same `snapshotId`. One computation at a time: it throws once its lock is lost (the database went
 * away), and is begun again by its job.
 * Refuses a history in several currencies when none is chosen.
 */
export async function refreshValues(
  needs: ValueNeeds,
  input: RefreshInput = {},
): Promise<Outcome<ValueSnapshot>> {
  const done = await needs.server.withLock('differentiate.value', async (lost) => {
    // Without the lock another computation may begin, on this snapshot too: nothing more is written, and nothing published.
    const signal = AbortSignal.any([lost, ...(input.signal === undefined ? [] : [input.signal])]);
    const snapshot = await begin(needs, input);
    if (isRefusal(snapshot)) return snapshot;
    await input.onBegun?.(snapshot.snapshotId);
    const written =
      snapshot.state === 'done' ? snapshot : await compute(needs, snapshot, { ...input, signal });
    await forgetSpent(needs, snapshot.settings.snapshotsKept);
    return written;
  });
  if (done === undefined) throw new Error('The lock of the value computation was not given.');
  return done;
}
