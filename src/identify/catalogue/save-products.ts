import type { Database } from '#platform/database';
import { putInOutbox } from '#platform/outbox';
import { foldProducts, type SaidProduct } from './product.ts';
import { deriveProducts, lockCatalogue, type ProductRow, upsertProductRecords } from './products.store.ts';

/**
 * Takes in what an import says of products, by article number, and mirrors those that changed. The same again changes nothing;
 * fields not said keep what an earlier import said. Amounts must be decimals as text. Answers how many products changed.
 */
export async function saveProducts(
  trx: Database,
  input: { readonly importId: number; readonly at: Date; readonly products: readonly SaidProduct[] },
): Promise<{ changed: number }> {
  const products = foldProducts(input.products);
  if (products.size === 0) return { changed: 0 };
  const version = await lockCatalogue(trx);
  const told = await upsertProductRecords(trx, input, products);
  const changed = told.length === 0 ? [] : await deriveProducts(trx, told, input.at);
  await mirrorProducts(trx, changed, version);
  return { changed: changed.length };
}

/** Promises the warehouse the products as analysis needs them. */
export function mirrorProducts(
  trx: Database,
  products: readonly ProductRow[],
  version: number,
): Promise<void> {
  return putInOutbox(
    trx,
    products.map((product) => ({
      table: 'products',
      row: {
        sku: product.sku,
        name: product.name ?? '',
        category: product.category ?? '',
        brand: product.brand ?? '',
        price: product.price,
        cost: product.cost,
        is_deleted: 0,
        version,
      },
    })),
  );
}
