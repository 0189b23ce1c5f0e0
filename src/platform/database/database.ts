import type { Kysely, Transaction } from 'kysely';

/**
 * PostgreSQL as use cases see it: a pool or a transaction, written to with Kysely's `sql` tag (values are always bound).
 * Types on the wire: bigint → number, numeric → string, timestamptz → Date, date → 'YYYY-MM-DD', json → value.
 */
export type Database = Kysely<unknown>;

/** A function that must be inside a transaction asks for this instead of a `Database`. */
export type DatabaseTransaction = Transaction<unknown>;

/** What only the composition and bulk writers need: COPY, LISTEN, locks, the address. */
export type DatabaseServer = {
  readonly db: Database;
  readonly url: string;
  /** Bulk append by COPY; rows are arrays in the order of `columns`; null is NULL. Returns the number of rows. */
  copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  ): Promise<number>;
  /** Streams a query's rows by a server-side cursor, `batch` at a time. */
  cursor<Row>(query: { sql: string; parameters?: readonly unknown[] }, batch?: number): AsyncIterable<Row[]>;
  /**
   * Runs `work` holding a session advisory lock; waits for it, or answers `undefined` when `wait` is false and another
   * holds it. `lost` is aborted when the connection, and with it the lock, goes away under the work.
   */
  withLock<T>(
    name: string,
    work: (lost: AbortSignal) => Promise<T>,
    options?: { wait?: boolean },
  ): Promise<T | undefined>;
  /**
   * Hears NOTIFY on a channel until the answered function is called. Comes back by itself after the server went away,
   * and then says '' once, since notices may have been missed. A hint to look sooner, never the only way to learn.
   */
  listen(channel: string, hear: (notice: string) => void): Promise<() => Promise<void>>;
  /** One connection of one's own, for what must be one: a snapshot read by COPY, a restore. */
  session<T>(work: (session: DatabaseSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A single connection: whole statements, and COPY as bytes in PostgreSQL's text format. */
export type DatabaseSession = {
  run<Row = unknown>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  copyOut(sql: string): AsyncIterable<Uint8Array>;
  copyIn(sql: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
};

/** Runs `work` in a transaction; joins the one already open when given a transaction. */
export function inTransaction<T>(db: Database, work: (trx: DatabaseTransaction) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as DatabaseTransaction);
  return db.transaction().execute(work);
}
