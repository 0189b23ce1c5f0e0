import { type Database, sql } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import {
  deleteProductRecords,
  deleteUntoldProducts,
  deriveProducts,
  lockCatalogue,
} from './products.store.ts';
import { mirrorProducts } from './save-products.ts';

/** Takes back what an import said of products, outside campaigns and coupons; products become what the other imports say. */
export async function forgetCatalogueOfImport(
  trx: Database,
  input: { readonly importId: number; readonly at: Date },
): Promise<{ products: number }> {
  const version = await lockCatalogue(trx);
  const skus = await deleteProductRecords(trx, input.importId);
  if (skus.length > 0) {
    await mirrorProducts(trx, await deriveProducts(trx, skus, input.at), version);
    const untold = await deleteUntoldProducts(trx, skus);
    await putInOutbox(
      trx,
      untold.map((sku) => ({ table: 'products', row: { sku, is_deleted: 1, version } })),
    );
  }
  await sql`delete from identify.outside_campaign where import_id = ${input.importId}`.execute(trx);
  await sql`delete from identify.outside_coupon where import_id = ${input.importId}`.execute(trx);
  return { products: skus.length };
}
