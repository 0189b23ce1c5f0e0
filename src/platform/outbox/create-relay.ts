import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseServer } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { type Bell, createBell } from './bell.ts';
import * as store from './outbox.store.ts';
import { relayOutbox } from './relay-outbox.ts';
import { relayLock } from './with-outbox-drained.ts';

export type Relay = {
  start(): Promise<void>;
  /** Ends after the pass under way. */
  stop(): Promise<void>;
  /** Moves what is in the outbox now, whoever relays; throws when the warehouse cannot be written. */
  flush(): Promise<void>;
  lag(): Promise<store.OutboxLag>;
  /** Sends rows set aside once more. Answers how many. */
  takeBack(): Promise<number>;
};

/** Milliseconds: rows gathered after a notice, a look without one, and the pauses while the warehouse is away. */
const gatherMs = 50;
const pollMs = 1_000;
const awayMs = { first: 500, last: 15_000 };

/**
 * Moves rows from the outbox to the warehouse, each exactly once. One pass at a time in the whole installation (an
 * advisory lock); any number of processes may offer.
 */
export function createRelay(needs: { server: DatabaseServer; warehouse: Warehouse; log: Log }): Relay {
  const { server, warehouse, log } = needs;
  const { db } = server;
  const pass = (wait: boolean) =>
    server.withLock(relayLock, () => relayOutbox({ db, warehouse, log }), { wait });
  let stop: (() => Promise<void>) | undefined;

  return {
    start: async () => {
      if (stop !== undefined) return;
      const bell = createBell();
      const unlisten = await server.listen('chacun_outbox', bell.ring);
      const ended = relayUntil(bell, () => pass(false), log);
      stop = async () => {
        bell.close();
        await Promise.all([unlisten(), ended]);
      };
    },
    stop: async () => {
      const end = stop;
      stop = undefined;
      await end?.();
    },
    flush: async () => {
      const last = await store.lastWritten(db);
      while (await store.isPending(db, last)) await pass(true);
    },
    lag: () => store.readLag(db),
    takeBack: () => store.takeBack(db),
  };
}

async function relayUntil(bell: Bell, pass: () => Promise<number | undefined>, log: Log): Promise<void> {
  let away = 0;
  while (!bell.closed()) {
    try {
      const batches = await pass();
      if (away > 0) log.info({}, 'the warehouse takes rows again');
      away = 0;
      if (batches === undefined || batches === 0) await bell.wait(pollMs);
      if (batches !== undefined && !bell.closed()) await pause(gatherMs);
    } catch (error) {
      if (away === 0)
        log.warn({ error: String(error) }, 'rows wait in the outbox; trying again until they pass');
      away = Math.min(Math.max(away * 2, awayMs.first), awayMs.last);
      await bell.sleep(away);
    }
  }
}
