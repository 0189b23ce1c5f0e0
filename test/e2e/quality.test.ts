import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNeeds } from '#app';
import { Mapping } from '#identify/sources';
import { sql } from '#platform/database';
import { importAll } from '#test/imports';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const mapping = Mapping.parse({
  name: 'people',
  source: 'Boutique de Brest',
  format: { kind: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
  records: [
    {
      kind: 'person',
      fields: Object.fromEntries(
        'key givenName familyName email phone street postcode city'.split(' ').map((name) => [name, name]),
      ),
    },
  ],
});
const header = 'key,givenName,familyName,email,phone,street,postcode,city';
const anne = '1,Anne,Petit,anne@gmial.com,06 12 98 56 78,12 rue des Lilas,69100,Villeurbane';
const bob = '2,Bob,XXX,info@weber.fr,12,3 place Guérin,29200,Brest';

describe.skipIf(chromiumPath === undefined)('the quality board in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'chacun-quality-'));
  beforeAll(async () => {
    shop = await openShop(20);
    browser = await openBrowser();
    await load(header, anne, bob);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Imports a file and waits for the scan of its source. */
  async function load(...lines: string[]): Promise<void> {
    const file = join(folder, 'people.csv');
    writeFileSync(file, lines.join('\n'));
    const { importId } = await importAll(importNeeds(shop.app), file, mapping);
    const { rows } = await sql<{ sourceId: number }>`
      select source_id as "sourceId" from identify.import where import_id = ${importId}`.execute(
      shop.app.engines.database.db,
    );
    const sourceId = rows[0]?.sourceId ?? 0;
    await shop.app.jobs.wait(await shop.app.jobs.enqueue('quality.scan', { sourceId }));
  }

  it('leads from a figure to its records, to a list that the next import mends', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/quality');
    await page.getByRole('row', { name: /E-mail/ }).click();
    await page.getByRole('cell', { name: 'anne@gmail.com' }).waitFor();
    await page.getByRole('button', { name: 'Domain probably mistyped' }).click();
    await page.getByRole('cell', { name: 'info@weber.fr' }).waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set aside' }).click();
    await page.getByText(/Set aside in .*: 1\./).waitFor();
    await load(header, anne.replace('gmial', 'gmail'));
    await page.goto('/quality');
    await page.getByRole('row', { name: /Domain probably mistyped/ }).click();
    await page.getByText('Boutique de Brest · 0 to mend, 1 mended, 0 kept').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it.each([
    { language: 'fr', dark: false, phone: false },
    { language: 'en', dark: true, phone: false },
    { language: 'fr', dark: true, phone: true },
    { language: 'en', dark: false, phone: true },
  ] as const)('has no fault: $language, dark $dark, phone $phone', async (look) => {
    const { page, context, troubles } = await openPage(browser, shop.address, look);
    await enter(page, shop, '/quality');
    await page.getByText(look.language === 'fr' ? 'E-mail valide' : 'Valid e-mail').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: look.language === 'fr' ? 'Règles' : 'Rules' }).click();
    await page.getByRole('switch').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
