import { openTable } from '#identify/sources';
import { isRefusal, type Outcome, refuse } from '../../platform/errors/index.ts';
import { isParquet, withParquet } from './open-parquet.ts';
import type { TextTable } from './text-table.ts';

/**
 * Reads a table from a file: CSV, JSON lines, XLSX, gzip of these, or Parquet. Refuses what is no table, in words. Lines that cannot be read as a
 * row are left out.
 */
export async function withTable<T>(
  file: string,
  read: (table: TextTable) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    if (await isParquet(file)) return await withParquet(file, read);
    const opened = await openTable(file);
    if (isRefusal(opened)) return opened;
    return await read({ columns: opened.columns, batches: soundRows(opened.batches) });
  } catch (error) {
    const message = `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return refuse('invalid', 'file-unreadable', message, { file });
  }
}

async function* soundRows(
  batches: AsyncIterable<{ readonly rows: string[][]; readonly faults: ReadonlyMap<number, unknown> }>,
): AsyncGenerator<readonly (readonly string[])[]> {
  for await (const { rows, faults } of batches)
    yield faults.size === 0 ? rows : rows.filter((_, at) => !faults.has(at));
}
