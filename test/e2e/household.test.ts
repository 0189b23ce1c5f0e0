import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNeeds } from '#app';
import { deriveCompanies } from '#identify/companies';
import { deriveHouseholds } from '#identify/households';
import { Mapping } from '#identify/sources';
import { sql } from '#platform/database';
import { importAll } from '#test/imports';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const fields = 'key givenName familyName email street postcode city companyName siret jobTitle'.split(' ');
const mapping = Mapping.parse({
  name: 'people',
  source: 'Boutique de Brest',
  format: { kind: 'csv' },
  records: [{ kind: 'person', fields: Object.fromEntries(fields.map((name) => [name, name])) }],
});
const lines = [
  fields.join(','),
  '1,Anne,Kerouac,anne@example.org,12 rue des Lilas,29200,Brest,Dupont et fils SARL,73282932000074,Responsable des achats',
  '2,Yann,Kerouac,yann@example.org,12 rue des Lilas,29200,Brest,,,',
];

describe.skipIf(chromiumPath === undefined)('a household on the customer page, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  let anne = 0;
  const folder = mkdtempSync(join(tmpdir(), 'chacun-household-'));
  beforeAll(async () => {
    shop = await openShop(20);
    browser = await openBrowser();
    const file = join(folder, 'people.csv');
    writeFileSync(file, lines.join('\n'));
    await importAll(importNeeds(shop.app), file, mapping);
    const { database } = shop.app.engines;
    await deriveHouseholds({ server: database });
    await deriveCompanies({ server: database });
    const { rows } = await sql<{ id: number }>`
      select customer_id as id from identify.customer where email = 'anne@example.org'`.execute(database.db);
    anne = rows[0]?.id ?? 0;
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is corrected by hand and taken back', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, `/clients/${anne}`);
    await page.getByRole('link', { name: 'Yann Kerouac' }).waitFor();
    await page.getByText('Responsable des achats').waitFor();
    await page.getByText('732 829 320 00074').waitFor();
    await page.getByRole('button', { name: 'Correct the household' }).click();
    await page.getByRole('button', { name: 'Lives alone' }).click();
    await page.getByText('Lives alone, as far as is known.').waitFor();
    expect(await page.getByRole('link', { name: 'Yann Kerouac' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to addresses' }).click();
    await page.getByRole('link', { name: 'Yann Kerouac' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it.each([
    { phone: false, dark: false, language: 'fr' as const },
    { phone: true, dark: true, language: 'en' as const },
  ])('fits the page: %o', async (look) => {
    const { page, context } = await openPage(browser, shop.address, look);
    await enter(page, shop, `/clients/${anne}`);
    await page.getByRole('link', { name: 'Yann Kerouac' }).waitFor();
    const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(tooWide).toBeLessThanOrEqual(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({
      path: join(process.env['SHOTS'] ?? folder, `household-${look.language}.png`),
      fullPage: true,
    });
    await context.close();
  });
});
