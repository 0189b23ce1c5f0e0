import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { WarehouseParameters } from '../../platform/warehouse/index.ts';

/** How answers and inserted values look, the same for a server and the engine in this process. */
export const settings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 1,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  input_format_skip_unknown_fields: 0,
  join_use_nulls: 1,
  mutations_sync: '1',
};

/** One INSERT of lines, or of a block of columns; `token` names it for deduplication. No columns means those of the table. */
export type Insert = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly format: LineFormat | 'Native';
  readonly token: string;
};

/** Formats of one row a line, which may be cut between lines. */
export const lineFormats = ['TabSeparated', 'JSONEachRow', 'JSONCompactEachRow'] as const;
export type LineFormat = (typeof lineFormats)[number];

/** What differs between the two: how a long answer comes, and how much an insert may carry at once. */
export type Engine = {
  readonly client: ClickHouseClient;
  streamRows<Row>(query: string, parameters: WarehouseParameters): AsyncIterable<Row[]>;
  streamBytes(query: string, format: string): AsyncIterable<Uint8Array>;
  insert(into: Insert, bytes: Buffer): Promise<void>;
  /** Bytes of one INSERT of lines; longer ones go in several. */
  readonly insertBytesMax: number;
  close(): Promise<void>;
};
