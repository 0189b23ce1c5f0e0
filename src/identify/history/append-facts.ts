import type { Warehouse } from '#platform/warehouse';
import { type FactTable, factColumns } from './facts.ts';

/**
 * Appends facts in one insert. Bulk writers give the columns of `factColumns[table]` in that order, as TabSeparated text
 * (given as bytes, any bytes of a value arrive as they are, escapes apart); others give objects by column name. The same
 * `token` again changes nothing, within the last 10 000 inserts of a table.
 */
export async function appendFacts(
  warehouse: Warehouse,
  input: {
    readonly table: FactTable;
    readonly rows: string | Uint8Array | AsyncIterable<string | Uint8Array> | readonly object[];
    readonly token: string;
    /** Those of `factColumns[table]` that the text has, when it leaves some out; they keep their defaults. */
    readonly columns?: readonly string[];
  },
): Promise<void> {
  const { table, rows, token, columns = factColumns[table] } = input;
  const options = { deduplicationToken: token };
  if (Array.isArray(rows)) return warehouse.insert(table, rows, options);
  const content = rows as string | Uint8Array | AsyncIterable<string | Uint8Array>;
  if (typeof content !== 'object' && content === '') return;
  return warehouse.insertRaw({ table, columns, format: 'TabSeparated' }, content, options);
}
