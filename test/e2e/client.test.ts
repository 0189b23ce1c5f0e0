import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, openBrowser, openPage, signIn } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const looks = [
  { name: 'desktop, French, light', look: { language: 'fr' as const } },
  { name: 'phone, English, dark', look: { language: 'en' as const, phone: true, dark: true } },
];

describe.skipIf(chromiumPath === undefined)('a customer’s page in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(40), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it.each(looks)(
    'takes a note by n, a task by t and a tag, and shows one’s tasks on the first page: $name',
    async ({ look }) => {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      await page.goto('/clients/3');
      await signIn(page, shop);
      await page.goto('/clients/3');
      const note = `Appeler le matin, ${look.language}`;
      await page.getByRole('heading', { name: /^Notes$/ }).waitFor();
      await page.keyboard.press('n');
      await page.getByRole('dialog').locator('textarea').fill(note);
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await page.getByText(note).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('t');
      const task = `Rappeler, ${look.language}`;
      const form = page.getByRole('dialog');
      await form.locator('input[maxlength="300"]').fill(task);
      await form.locator('input[type=date]').fill('2020-01-31');
      await form.locator('button[type=submit]').click();
      await page.getByText(task).waitFor();
      await form.waitFor({ state: 'detached' });
      const tags = page.getByRole('combobox', { name: /étiquette|Add a tag/ });
      await tags.fill(`vip ${look.language}`);
      await tags.press('Enter');
      await page.getByText(`vip ${look.language}`).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      const folder = process.env['SHOTS'];
      if (folder) await page.screenshot({ path: `${folder}/client-${look.language}.png`, fullPage: true });
      await page.goto('/');
      await page.getByText(task).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (folder) await page.screenshot({ path: `${folder}/home-${look.language}.png`, fullPage: true });
      await page.getByRole('checkbox', { name: new RegExp(task) }).click();
      await page.getByRole('checkbox', { name: new RegExp(task) }).waitFor({ state: 'detached' });
      expect(troubles).toEqual([]);
      await context.close();
    },
    90_000,
  );
});
