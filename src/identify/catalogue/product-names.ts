import { type Database, sql } from '#platform/database';

/** The names of these products, where known, by article number. */
export async function productNames(db: Database, skus: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(skus)].filter((sku) => sku !== '');
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ sku: string; name: string }>`
    select sku, name from identify.product where sku = any (${asked}::text[]) and name is not null
  `.execute(db);
  return new Map(rows.map((row) => [row.sku, row.name]));
}
