import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
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
      await enter(page, shop, '/clients/3');
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

  it.each(looks)(
    'narrows the history by words, channel and days, kept in the address: $name',
    async ({ look }) => {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      const { rows } = await sql<{ id: number }>`
        select person_id as id from identify.consent order by person_id`.execute(
        shop.app.engines.database.db,
      );
      const [buyer] = await shop.app.engines.warehouse.query<{ id: number }>(
        `SELECT person_id AS id FROM order_lines WHERE person_id IN {ids:Array(UInt64)}
         GROUP BY person_id ORDER BY count() DESC, id LIMIT 1`,
        { ids: rows.map(({ id }) => id) },
      );
      const path = `/clients/${buyer?.id}`;
      await enter(page, shop, path);
      const entries = page.locator('li[data-kind]');
      await entries.first().waitFor();
      const all = await entries.count();
      await page.keyboard.press('/');
      await page.keyboard.type('boutique');
      await expect.poll(() => page.url()).toContain('q=boutique');
      await expect.poll(() => entries.count()).toBeLessThan(all);
      const bought = await entries.count();
      expect(bought).toBeGreaterThan(0);
      expect(await page.locator('li[data-kind=order]').count()).toBe(bought);
      await page.getByRole('searchbox').last().fill('');
      await expect.poll(() => entries.count()).toBe(all);
      await page.getByRole('button', { name: /^(Filtrer|Filter)$/ }).click();
      await page.getByLabel(/^(Canal|Channel)$/).selectOption('boutique');
      await expect.poll(() => entries.count()).toBe(bought);
      await page.reload();
      await entries.first().waitFor();
      expect(await page.getByLabel(/^(Canal|Channel)$/).inputValue()).toBe('boutique');
      expect(await entries.count()).toBe(bought);
      expect(await faultsOf(page)).toEqual([]);
      const folder = process.env['SHOTS'];
      if (folder) await page.screenshot({ path: `${folder}/history-${look.language}.png`, fullPage: true });
      await page.getByLabel(/^(Au|To)$/).fill('2019-12-31');
      await page.getByText(/ne répond à ces filtres|fits these filters/).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (folder)
        await page.screenshot({ path: `${folder}/history-empty-${look.language}.png`, fullPage: true });
      await page.getByRole('button', { name: /Revoir tout|whole history/ }).click();
      await expect.poll(() => entries.count()).toBe(all);
      expect(new URL(page.url()).search).toBe('');
      expect(troubles).toEqual([]);
      await context.close();
    },
    120_000,
  );
});
