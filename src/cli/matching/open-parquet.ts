import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openWarehouse } from '#adapters/clickhouse';
import type { TextTable } from './text-table.ts';

/** Whether a file begins as Parquet does. */
export async function isParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

/** Reads a Parquet file through the embedded ClickHouse, on an empty folder that goes when the rows are read. */
export async function withParquet<T>(path: string, read: (table: TextTable) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'chacun-parquet-'));
  const warehouse = await openWarehouse({ path: folder });
  try {
    const bound = { file: resolve(path) };
    const told = await warehouse.query<{ name: string }>(
      "DESCRIBE TABLE file({file:String}, 'Parquet')",
      bound,
    );
    const columns = told.map(({ name }) => name);
    async function* batches() {
      const rows = warehouse.stream<Record<string, unknown>>(
        "SELECT * FROM file({file:String}, 'Parquet')",
        bound,
      );
      for await (const batch of rows) yield batch.map((row) => columns.map((name) => textOf(row[name])));
    }
    return await read({ columns, batches: batches() });
  } finally {
    await warehouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
