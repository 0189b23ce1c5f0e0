import type { ValueSnapshot } from './snapshot.store.ts';

/**
 * Something more computed of every customer of a snapshot, before it is published: by a module to the right, handed in where
 * the program is composed. It lives and is forgotten with its snapshot.
 */
export type SnapshotPart = {
  /** Warehouse tables with a partition for each snapshot; emptied of it before `write`. */
  readonly tables: readonly string[];
  /**
   * May be asked twice of one snapshot. What the data cannot tell is noted, not thrown: the other parts go on. Throws, the sooner the better, once
   * `signal` is aborted: the computation was cancelled or lost its lock.
   */
  write(snapshot: ValueSnapshot, signal?: AbortSignal): Promise<void>;
};
