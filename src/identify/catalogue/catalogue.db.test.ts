import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import { forgetCatalogueOfImport } from './forget-catalogue-of-import.ts';
import type { SaidProduct } from './product.ts';
import { saveOutsideCampaigns } from './save-outside-campaigns.ts';
import { saveOutsideCoupons } from './save-outside-coupons.ts';
import { saveProducts } from './save-products.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

const at = (importId: number) => new Date(Date.UTC(2026, 0, importId));
const save = (importId: number, products: readonly SaidProduct[]) =>
  engines.db.transaction().execute((trx) => saveProducts(trx, { importId, at: at(importId), products }));
const forget = (importId: number) =>
  engines.db.transaction().execute((trx) => forgetCatalogueOfImport(trx, { importId, at: at(importId) }));

async function mirrored(): Promise<object[]> {
  await createRelay({ server: engines.database, warehouse: engines.warehouse, log: silentLog }).flush();
  return engines.warehouse.query(
    'SELECT sku, name, category, price, cost FROM products FINAL WHERE is_deleted = 0 ORDER BY sku',
  );
}

test('each field is what the latest import that says it says; taking that import back gives back the one before', async () => {
  await save(1, [
    { sku: ' tea ', name: 'Thé', price: '12.50', cost: '4.123456' },
    { sku: 'tea', name: '', category: 'Boissons' },
    { sku: 'cup', name: 'Tasse', other: { couleur: 'bleue' } },
    { sku: '', name: 'nothing' },
  ]);
  const first = await mirrored();
  expect(first).toMatchObject([
    { sku: 'cup', name: 'Tasse', price: null, cost: null },
    { sku: 'tea', name: 'Thé', category: 'Boissons', price: '12.5', cost: '4.123456' },
  ]);
  await save(2, [
    { sku: 'tea', price: '13' },
    { sku: 'pot', name: 'Théière' },
  ]);
  expect(await mirrored()).toMatchObject([
    { sku: 'cup' },
    { sku: 'pot' },
    { sku: 'tea', name: 'Thé', price: '13', cost: '4.123456' },
  ]);
  expect(await save(2, [{ sku: 'tea', price: '13' }])).toEqual({ changed: 0 });
  await forget(2);
  expect(await mirrored()).toEqual(first);
  await forget(1);
  expect(await mirrored()).toEqual([]);
});

test('campaigns and coupons run elsewhere are kept by import and taken back with it', async () => {
  await sql`insert into identify.source (name, created_at) values ('agency', now())`.execute(engines.db);
  const tell = (importId: number, name: string) =>
    engines.db.transaction().execute(async (trx) => {
      const campaigns = [
        { campaignKey: '8', name, startsAt: at(1) },
        { campaignKey: '8', name },
      ];
      await saveOutsideCampaigns(trx, { sourceId: 1, importId, at: at(importId), campaigns });
      const coupons = [
        { couponKey: 'C1', campaignKey: '8', sku: 'tea' },
        { couponKey: 'C1', campaignKey: '8', sku: 'tea' },
      ];
      await saveOutsideCoupons(trx, { sourceId: 1, importId, coupons });
    });
  const kept = async () =>
    (
      await sql<object>`select name, (select count(*) from identify.outside_coupon) as coupons
        from identify.outside_campaign order by import_id desc`.execute(engines.db)
    ).rows;
  for (const importId of [3, 3, 4]) await tell(importId, `wave ${importId}`);
  expect(await kept()).toEqual([
    { name: 'wave 4', coupons: 2 },
    { name: 'wave 3', coupons: 2 },
  ]);
  await forget(4);
  expect(await kept()).toEqual([{ name: 'wave 3', coupons: 1 }]);
});
