import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseServer } from '#platform/database';

const retryMs = 250;
const lockName = (sourceId: number) => `chacun:import:source:${sourceId}`;

/**
 * Runs `work` alone on a source: what is already known of it must not change while an import decides. Waits for its turn,
 * asking now and then so that it can be cancelled and holds no connection meanwhile. The lock falls with a killed process.
 */
export async function withSource<T>(
  database: DatabaseServer,
  sourceId: number,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const turn = await trySource(database, sourceId, work);
    if (turn !== undefined) return turn.result;
    await pause(retryMs, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** The same without waiting: undefined when another works on the source. */
export function trySource<T>(
  database: DatabaseServer,
  sourceId: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  const turn = async () => ({ result: await work() });
  return database.withLock(lockName(sourceId), turn, { wait: false });
}

/** As `withSource`, alone on several sources; taken in order, so that two who ask never wait for each other. */
export function withSources<T>(
  database: DatabaseServer,
  sourceIds: readonly number[],
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const [first, ...others] = [...new Set(sourceIds)].toSorted((a, b) => a - b);
  if (first === undefined) return work();
  return withSource(database, first, signal, () => withSources(database, others, signal, work));
}
