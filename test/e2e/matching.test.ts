import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNeeds } from '#app';
import { createMarket, marketFiles } from '#market';
import { sql } from '#platform/database';
import { exampleMapping, importAll } from '#test/imports';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const market = createMarket({ seed: 'review', people: 500, until: '2026-11-22' });

describe.skipIf(chromiumPath === undefined)('from a file to one customer and back, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'chacun-review-'));
  beforeAll(async () => {
    shop = await openShop(20);
    browser = await openBrowser();
    for (const file of marketFiles(market)) {
      if (file.kind !== 'people') continue;
      const path = join(folder, file.name);
      writeFileSync(path, Buffer.concat([...file.chunks()].map((chunk) => Buffer.from(chunk))));
      await importAll(importNeeds(shop.app), path, exampleMapping(`market-${file.source}-people`));
    }
    await shop.app.jobs.drain();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Somebody of the base known by name, birth date, phone and street, and by one record alone. */
  async function somebodyKnown(): Promise<{ personId: number; fields: Record<string, string> }> {
    const { rows } = await sql<{ personId: number; fields: Record<string, string> }>`
      select r.person_id as "personId", r.fields from identify.person_record r
      where r.fields ?& array['givenName', 'familyName', 'birthDate', 'phone', 'street', 'postcode', 'city']
        and length(r.fields ->> 'givenName') > 4 and r.fields ->> 'birthDate' not like '%-01-01'
        and not exists (select from identify.customer_of o where o.person_id = r.person_id or o.customer_id = r.person_id)
      order by r.person_id limit 1`.execute(shop.app.engines.database.db);
    const [found] = rows;
    if (found === undefined) throw new Error('Nobody is known well enough.');
    return found;
  }

  async function importByHand(page: Page, lines: readonly string[]): Promise<void> {
    await page.goto('/sources/new');
    const file = { name: 'foire.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Done').first().waitFor({ timeout: 60_000 });
    await shop.app.jobs.drain();
  }

  async function shoot(page: Page, name: string): Promise<void> {
    const folderOfShots = process.env['SHOTS'];
    if (folderOfShots !== undefined)
      await page.screenshot({ path: `${folderOfShots}/${name}.png`, fullPage: true });
  }

  it('a record brought by a file joins the person it is, is told why, is parted, and joined again', async () => {
    const known = await somebodyKnown();
    const { givenName = '', familyName = '', birthDate, phone, street, postcode, city } = known.fields;
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/sources/new');
    const typo = `${givenName.slice(0, -2)}${givenName.at(-1)}${givenName.at(-2)}`;
    await importByHand(page, [
      'client;prenom;nom;date de naissance;telephone;adresse;code postal;ville',
      `F1;${typo};${familyName.toUpperCase()};${birthDate};${phone};${street};${postcode};${city}`,
    ]);
    await page.goto('/quality');
    await page.getByRole('row', { name: /Given name/ }).waitFor({ timeout: 60_000 });
    await page.goto(`/clients/${known.personId}`);
    const brought = page.getByRole('checkbox', { name: /^Choose record .* F1$/ });
    await brought.waitFor();
    await page.getByRole('button', { name: /F1, why\?/ }).click();
    await page
      .getByText(/likeness: (9\d|100)/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await brought.check();
    await page.getByRole('button', { name: 'Split off the chosen record' }).click();
    await page.getByText('The record is a customer of its own now.').waitFor();
    await brought.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await brought.waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 180_000);

  it('the queue is decided by keyboard, and the last decision undone', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/duplicates');
    const waiting = page.getByRole('list', { name: 'To review' }).getByRole('listitem');
    await waiting.first().waitFor();
    await page.getByRole('row', { name: /In all/ }).waitFor();
    const before = await waiting.count();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('m');
    await page.getByText('Joined into one customer.').waitFor();
    await expect.poll(() => waiting.count()).toBeLessThan(before);
    await page.keyboard.press('z');
    await page.getByText('Your last decision is undone.').waitFor();
    await expect.poll(() => waiting.count()).toBe(before);
    await page.getByRole('button', { name: 'Decisions' }).click();
    await page.getByText('undone').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 120_000);

  it('what an import joined is counted, split in bulk, and undone; the queue is had in another order', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/duplicates');
    await page.getByText(/was compared|were compared/).waitFor();
    await page.getByRole('combobox', { name: 'In which order' }).click();
    await page.getByRole('option', { name: 'Most doubtful first' }).click();
    await page.getByText('First the most doubtful').waitFor();
    expect(page.url()).toContain('order=doubt');
    await page.getByRole('button', { name: 'Decisions' }).click();
    await page.getByText('Split in bulk…').click();
    await page.getByText('From a model', { exact: true }).click();
    await page.getByRole('combobox', { name: 'From a model' }).click();
    await page.getByRole('option').first().click();
    await page.getByText(/customers would become/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'bulk');
    await page.getByRole('button', { name: 'Split them all' }).click();
    await page.getByText('Split. The decision is at the top of the list').waitFor();
    await page.getByText('Model 1', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await page.getByText('undone').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 120_000);

  it('may only be read by a reader', async () => {
    const reader = await shop.addUser('reader');
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, reader, '/duplicates');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('button', { name: 'One person' }).count()).toBe(0);
    await context.close();
  });

  it.each([
    { language: 'fr', dark: false, phone: true },
    { language: 'fr', dark: true, phone: false },
  ] as const)('reads well: $language, dark $dark, phone $phone', async (look) => {
    const { page, context } = await openPage(browser, shop.address, look);
    await enter(page, shop, '/duplicates');
    await page.getByRole('row', { name: /Au total/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await shoot(page, `duplicates-${JSON.stringify(look)}`);
    await page.goto('/duplicates?panel=acts');
    await page.getByText('Séparer en nombre…').click();
    await page.getByText('D’une vraisemblance', { exact: true }).click();
    await page.getByRole('button', { name: 'Compter' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /sépare/ })
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, `bulk-${JSON.stringify(look)}`);
    await context.close();
  });
});
