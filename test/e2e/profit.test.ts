import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium (apt-get install chromium, or set CHROMIUM)');

describe.skipIf(chromiumPath === undefined)('profit in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  it('opens a line of the account into the customers who make it, the largest first, and each into their page', async () => {
    for (const look of [{ phone: true, dark: true, language: 'fr' }, { language: 'en' }] as const) {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      await enter(page, shop, '/value/profit');
      const line = look.language === 'fr' ? 'Ventes nettes' : 'Net sales';
      await page.getByRole('button', { name: line }).click();
      const list = page.getByRole('dialog').getByRole('table', { name: line });
      await list.getByRole('link').first().waitFor();
      const amounts = await list.locator('tbody td:nth-child(3)').allInnerTexts();
      const sizes = amounts.map((text) => Number(text.replace(/[^\d]/g, '')));
      expect(sizes.length).toBeGreaterThan(1);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}-${look.language}.png` });
      const said =
        look.language === 'fr' ? /^([\d\s]+) faits, en tout (.+)$/ : /^([\d,]+) facts, (.+) in all$/;
      await page
        .getByRole('dialog')
        .getByText(look.language === 'fr' ? 'Faits' : 'Facts', { exact: true })
        .click();
      const told = await page.getByRole('dialog').getByText(said).innerText();
      const account = page.getByRole('table', { name: look.language === 'fr' ? 'Le compte' : 'The account' });
      expect(await account.locator('tr').first().innerText()).toContain(said.exec(told)?.[2] ?? 'a total');
      expect(await list.locator('tbody tr').count()).toBe(25);
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}-${look.language}-facts.png` });
      await list.getByRole('link').first().click();
      await page.waitForURL(/\/clients\/\d+/);
      expect(troubles).toEqual([]);
      await context.close();
    }
  });
});
