import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium (apt-get install chromium, or set CHROMIUM)');

const words = {
  en: { date: 'Date kept', customers: /^(\d+) customers?$/, now: 'See those of today by the same rule' },
  fr: {
    ...{ date: 'Date du relevé', customers: /^(\d+) clients?$/ },
    now: 'Voir ceux d’aujourd’hui par la même règle',
  },
};

/** Keeps these answers from a page until they are let go. */
async function holdAnswers(page: Page, address: RegExp): Promise<() => void> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(address, (route) => free.then(() => route.continue()));
  return letGo;
}

const yearAgo = () => new Date(Date.now() - 365 * 86_400_000);

describe.skipIf(chromiumPath === undefined)('the portfolio as of a kept date, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  const kept: { snapshotId: number; customers: number }[] = [];
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    const { jobs, engines } = shop.app;
    await jobs.wait(await jobs.enqueue('value.refresh', { asOf: yearAgo().toISOString() }));
    await jobs.wait(await jobs.enqueue('value.refresh', { asOf: null }));
    kept.push(
      ...(await engines.warehouse.query<{ snapshotId: number; customers: number }>(
        'SELECT snapshot_id AS snapshotId, count() AS customers FROM customer_values GROUP BY snapshot_id ORDER BY snapshot_id',
      )),
    );
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  it('shows that date throughout, opens those who were in a cell then, and says what a segment of it would mean', async () => {
    const [, older, newest] = kept;
    if (older === undefined || newest === undefined) throw new Error('nothing was kept');
    expect(older.customers).toBeLessThan(newest.customers);
    for (const look of [
      { phone: true, language: 'fr' },
      { language: 'en', dark: true },
    ] as const) {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      const said = words[look.language];
      await enter(page, shop, '/value/portfolio');
      // Ranks, matrix, spread and concentration are all there before another date is asked for.
      const shown = page.locator('[data-stale=false][aria-busy=false]');
      await expect.poll(() => shown.count(), { timeout: 30_000 }).toBe(4);
      await page.waitForLoadState('networkidle');
      await page.getByRole('combobox', { name: said.date }).click();
      const letGo = await holdAnswers(page, /\/portfolio\/(ranks|matrix|spread)\?/);
      await page.getByRole('option').nth(1).click();
      await page.waitForURL(new RegExp(`at=${older.snapshotId}`));
      // The figures of before say that others are being read, and are read as well as ever meanwhile.
      const rereading = page.locator('[data-stale=true][aria-busy=true]');
      await expect.poll(() => rereading.count(), { timeout: 30_000 }).toBe(3);
      expect(await faultsOf(page)).toEqual([]);
      letGo();
      const cell = page.locator('button').filter({ has: page.getByText(said.customers) });
      const peopleOf = async () =>
        (await cell.getByText(said.customers).allInnerTexts()).map((text) =>
          Number(said.customers.exec(text)?.[1]),
        );
      const total = async () => (await peopleOf()).reduce((sum, one) => sum + one, 0);
      // The figures of the newest date stay until those of the older one are there.
      await expect.poll(total, { timeout: 30_000 }).toBe(older.customers);
      const people = await peopleOf();
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}-${look.language}.png`, fullPage: true });
      const most = people.indexOf(Math.max(...people));
      await cell.nth(most).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('link', { name: said.now }).waitFor();
      expect(await drawer.locator('tbody tr').count()).toBe(Math.min(25, Math.max(...people)));
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}-${look.language}-drawer.png` });
      await drawer.getByRole('link', { name: said.now }).click();
      await page.waitForURL(/\/segments\/new/);
      expect(troubles).toEqual([]);
      await context.close();
    }
  });
});
