import type { Database } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import { type Warehouse, WarehouseRefused } from '../warehouse/index.ts';
import * as store from './outbox.store.ts';

export type RelayNeeds = { readonly db: Database; readonly warehouse: Warehouse; readonly log: Log };

/** Rows taken from the outbox in one pass: one INSERT of some MB for each table. */
const passRowsMax = 10_000;
/** Longer batches are halved before they are sent: one INSERT arrives whole or not at all, several might not. */
const passBytesMax = 4 * 1024 * 1024;
/** With so many batches that cannot leave, no more are made: they would only be read again and again. */
const batchesMax = 100;

/** Tables whose rows a dictionary mirrors: it is loaded again before they count as arrived. */
const dictionaryOf: Readonly<Record<string, string>> = {
  customer_of_rows: 'customer_of',
  household_of_rows: 'household_of',
};

/**
 * One pass: what an earlier one left and the next rows. Batches are named and committed, then inserted under their
 * name, then removed; dying between any two of these repeats an insert the warehouse knows it has. Answers how many
 * batches there were. A table that cannot be written does not keep the others from going on; why is thrown at the end.
 */
export async function relayOutbox(needs: RelayNeeds): Promise<number> {
  const { db, warehouse } = needs;
  if ((await store.countBatches(db)) < batchesMax) await store.assignBatches(db, passRowsMax);
  const batches = await store.findBatches(db);
  if (batches.length === 0) return 0;
  const installation = await store.readInstallation(db);
  const arrived: store.Batch[] = [];
  const failed = new Map<string, unknown>();
  for (const batch of batches) {
    if (failed.has(batch.table)) continue;
    try {
      if (await sendBatch(needs, batch, `${installation}:${batch.batch}`)) arrived.push(batch);
    } catch (error) {
      failed.set(batch.table, error);
    }
  }
  const dictionaries = new Set(arrived.flatMap((batch) => dictionaryOf[batch.table] ?? []));
  for (const dictionary of dictionaries) await warehouse.command(`SYSTEM RELOAD DICTIONARY ${dictionary}`);
  await store.removeBatches(
    db,
    arrived.map((batch) => batch.batch),
  );
  const [first] = failed.values();
  if (first !== undefined) throw first;
  return batches.length;
}

/** Sends a batch. Rows the warehouse will not have are halved until they stand alone, and set aside: then `false`. */
async function sendBatch(needs: RelayNeeds, batch: store.Batch, token: string): Promise<boolean> {
  const { db, warehouse, log } = needs;
  try {
    const lines = await store.readBatch(db, batch.batch);
    if (lines.length > passBytesMax && batch.rows > 1) {
      await store.splitBatch(db, batch.batch);
      return false;
    }
    const into = { table: batch.table, columns: [], format: 'JSONEachRow' };
    await warehouse.insertRaw(into, lines, { deduplicationToken: token });
    return true;
  } catch (error) {
    if (!(error instanceof WarehouseRefused)) throw error;
    if (batch.rows > 1) {
      await store.splitBatch(db, batch.batch);
      return false;
    }
    await store.setAside(db, batch.batch, error.message);
    log.error({ table: batch.table, batch: batch.batch }, 'a row the warehouse refuses was set aside');
    return false;
  }
}
