import type { DatabaseServer } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { isPending, lastWritten } from './outbox.store.ts';
import { relayOutbox } from './relay-outbox.ts';

/** The advisory lock of whoever moves rows: one at a time in the whole installation. */
export const relayLock = 'chacun:relay';

/** Empties the outbox, then runs `work` while nothing more leaves it: both engines tell of the same moment. */
export async function withOutboxDrained<T>(
  needs: { database: DatabaseServer; warehouse: Warehouse; log: Log },
  work: () => Promise<T>,
): Promise<T> {
  const { database, warehouse, log } = needs;
  const answer = await database.withLock(relayLock, async () => {
    const last = await lastWritten(database.db);
    while (await isPending(database.db, last)) await relayOutbox({ db: database.db, warehouse, log });
    return { of: await work() };
  });
  if (answer === undefined) throw new Error(`The lock ${relayLock} was not given.`);
  return answer.of;
}
