import type { NativeBlock } from './native-block.ts';

/** Values bound in a query as `{name:Type}`. */
export type WarehouseParameters = Readonly<Record<string, unknown>>;

export type InsertOptions = {
  /** The same token twice means the same block: the second insert changes nothing (exactly-once after a crash). */
  readonly deduplicationToken?: string;
};

/** Rows the warehouse will not take however often they are sent: a value of the wrong type, a column it has not. */
export class WarehouseRefused extends Error {
  override readonly name = 'WarehouseRefused';
}

/**
 * ClickHouse as use cases see it, embedded or server. Rows are JSON objects: UInt64/Int64 → number (ids stay below 2^53),
 * Decimal → string, DateTime64 → ISO 8601 string in UTC, Nullable → null. On insert the same shapes are taken.
 */
export type Warehouse = {
  query<Row>(query: string, parameters?: WarehouseParameters): Promise<Row[]>;
  /** Streams rows in blocks, for answers too long to hold. */
  stream<Row>(query: string, parameters?: WarehouseParameters): AsyncIterable<Row[]>;
  insert(table: string, rows: readonly object[], options?: InsertOptions): Promise<void>;
  /** Streams an answer as bytes of a ClickHouse format (`TabSeparated`, `JSONEachRow`). The query has no FORMAT. */
  readRaw(query: string, format: string): AsyncIterable<Uint8Array>;
  /**
   * Inserts text already in a format of one row a line (`TabSeparated`, `JSONEachRow`, `JSONCompactEachRow`): the bulk
   * path of whatever is text already. No columns means those of the table or, for JSON objects, those named. One INSERT up to some MB: all or nothing;
   * longer texts go in several, each under its own token.
   */
  insertRaw(
    into: { table: string; columns: readonly string[]; format: string },
    data: Uint8Array | string | AsyncIterable<Uint8Array | string>,
    options?: InsertOptions,
  ): Promise<void>;
  /** Inserts a block as it is, whole: the quickest way in, as nothing is left to read. All or nothing. */
  insertBlock(table: string, block: NativeBlock, options?: InsertOptions): Promise<void>;
  /** A statement without an answer: DDL, DELETE, SYSTEM. */
  command(statement: string, parameters?: WarehouseParameters): Promise<void>;
  /** Drains what is running, then closes; queries asked for later are refused. */
  close(): Promise<void>;
};
