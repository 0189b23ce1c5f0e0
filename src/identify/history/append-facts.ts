import type { NativeBlock, Warehouse } from '#platform/warehouse';
import type { FactTable } from './facts.ts';

/**
 * Appends facts in one insert: a block of columns from who writes many, objects by column name from others. Columns left out
 * keep their defaults. The same `token` again changes nothing, within the last 10 000 inserts of a table.
 */
export function appendFacts(
  warehouse: Warehouse,
  input: {
    readonly table: FactTable;
    readonly rows: NativeBlock | readonly object[];
    readonly token: string;
  },
): Promise<void> {
  const { table, rows, token } = input;
  const options = { deduplicationToken: token };
  if ('bytes' in rows) return warehouse.insertBlock(table, rows, options);
  return warehouse.insert(table, rows, options);
}
