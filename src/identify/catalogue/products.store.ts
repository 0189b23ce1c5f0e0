import { type Database, sql } from '#platform/database';
import type { ProductFields } from './product.ts';

export type ProductRow = {
  readonly sku: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly brand: string | null;
  readonly price: string | null;
  readonly cost: string | null;
};

/** Adds to what an import says of products; answers those of which it says something new. */
export async function upsertProductRecords(
  trx: Database,
  from: { importId: number; at: Date },
  products: ReadonlyMap<string, ProductFields>,
): Promise<string[]> {
  const said = JSON.stringify([...products].map(([sku, fields]) => ({ sku, fields })));
  const { rows } = await sql<{ sku: string }>`
    insert into identify.product_record as kept (sku, import_id, recorded_at, fields)
    select r.sku, ${from.importId}, ${from.at}, r.fields from jsonb_to_recordset(${said}::jsonb) as r (sku text, fields jsonb)
    on conflict (sku, import_id) do update set fields = kept.fields || excluded.fields
      || case when kept.fields ? 'other' or excluded.fields ? 'other'
         then jsonb_build_object('other', coalesce(kept.fields -> 'other', '{}') || coalesce(excluded.fields -> 'other', '{}'))
         else '{}' end
    where not kept.fields @> excluded.fields
    returning sku
  `.execute(trx);
  return rows.map((row) => row.sku);
}

/** Removes what an import said of products; answers which. */
export async function deleteProductRecords(trx: Database, importId: number): Promise<string[]> {
  const { rows } = await sql<{ sku: string }>`
    delete from identify.product_record where import_id = ${importId} returning sku
  `.execute(trx);
  return rows.map((row) => row.sku);
}

/** Derives products from their records: for each field the latest import that says something. Answers those that changed. */
export async function deriveProducts(
  trx: Database,
  skus: readonly string[],
  at: Date,
): Promise<ProductRow[]> {
  const { rows } = await sql<ProductRow>`
    with said as (
      select distinct on (r.sku, f.key) r.sku, f.key, f.value
      from identify.product_record r cross join lateral jsonb_each(r.fields - 'other') f
      where r.sku = any (${skus}::text[])
      order by r.sku, f.key, r.recorded_at desc, r.import_id desc
    ), said_other as (
      select distinct on (r.sku, f.key) r.sku, f.key, f.value
      from identify.product_record r cross join lateral jsonb_each(coalesce(r.fields -> 'other', '{}')) f
      where r.sku = any (${skus}::text[])
      order by r.sku, f.key, r.recorded_at desc, r.import_id desc
    ), field as (select sku, jsonb_object_agg(key, value) as fields from said group by sku),
    other as (select sku, jsonb_object_agg(key, value) as fields from said_other group by sku)
    insert into identify.product as kept (sku, name, category, brand, price, cost, currency, other, changed_at)
    select known.sku, f ->> 'name', f ->> 'category', f ->> 'brand', (f ->> 'price')::numeric, (f ->> 'cost')::numeric,
           f ->> 'currency', coalesce(other.fields, '{}'), ${at}
    from (select distinct sku from identify.product_record where sku = any (${skus}::text[])) known
    left join field using (sku) left join other using (sku) cross join lateral (select coalesce(field.fields, '{}') as f) x
    on conflict (sku) do update set name = excluded.name, category = excluded.category, brand = excluded.brand,
      price = excluded.price, cost = excluded.cost, currency = excluded.currency, other = excluded.other,
      changed_at = excluded.changed_at
    where (kept.name, kept.category, kept.brand, kept.price, kept.cost, kept.currency, kept.other)
      is distinct from (excluded.name, excluded.category, excluded.brand, excluded.price, excluded.cost, excluded.currency, excluded.other)
    returning sku, name, category, brand, price, cost
  `.execute(trx);
  return rows;
}

/** Removes products of which no import says anything any more; answers which. */
export async function deleteUntoldProducts(trx: Database, skus: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sku: string }>`
    delete from identify.product p where p.sku = any (${skus}::text[])
      and not exists (select from identify.product_record r where r.sku = p.sku)
    returning sku
  `.execute(trx);
  return rows.map((row) => row.sku);
}

/** One writer of products at a time: versions of mirrored rows then follow the order of commits. Answers this change's number. */
export async function lockCatalogue(trx: Database): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identify.catalogue', 0))`.execute(trx);
  const { rows } = await sql<{ version: number }>`select nextval('identify.version') as version`.execute(trx);
  return rows[0]?.version ?? 0;
}
