import type { Warehouse } from '#platform/warehouse';
import { factTables } from './facts.ts';

/** Takes every fact of an import out of history, and its lines out of those already known. Running it again is harmless. */
export async function forgetFactsOfImport(
  warehouse: Warehouse,
  input: { readonly importId: number },
): Promise<void> {
  for (const table of factTables) {
    await warehouse.command(`DELETE FROM ${table} WHERE import_id = {importId:UInt64}`, {
      importId: input.importId,
    });
  }
}
