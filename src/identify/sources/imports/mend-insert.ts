import { newToken } from '#platform/ids';
import type { Warehouse } from '#platform/warehouse';
import type { ChunkInsert } from './write-facts.ts';

/**
 * Makes a chunk's rows in a table be exactly those it brings, after it was written again. They are, unless the warehouse has
 * forgotten the tokens of what it has, as a restored one has: then the chunk is there twice, or in part twice. It is taken
 * out and written under a token never used before.
 */
export async function mendInsert(
  warehouse: Warehouse,
  of: { readonly importId: number; readonly chunk: number },
  insert: ChunkInsert,
): Promise<void> {
  const { table } = insert;
  const its = 'import_id = {importId:UInt64} AND chunk = {chunk:UInt32}';
  const { importId, chunk } = of;
  const [stored] = await warehouse.query<{ rows: number }>(
    `SELECT count() AS rows FROM ${table} WHERE ${its}`,
    { importId, chunk },
  );
  if (stored?.rows === insert.rows) return;
  await warehouse.command(`DELETE FROM ${table} WHERE ${its}`, { importId, chunk });
  await insert.append(`import:${importId}:${chunk}:${table}:${newToken(12)}`);
}
