import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium (apt-get install chromium, or set CHROMIUM)');

const shot = (name: string) => `${process.env['SHOTS']}-${name}.png`;
const looks = [
  { phone: false, language: 'en' },
  { phone: true, dark: true, language: 'fr' },
] as const;
const words = {
  en: {
    ...{
      change: 'Change and fit again',
      season: 'The season',
      known: 'The one I give',
      december: 'December',
    },
    ...{ refit: 'Fit and forecast again', given: /^Weights of the months as given/ },
    recency: 'Value by time since the last purchase',
    date: 'Date kept',
    notKept: /was not yet kept/,
  },
  fr: {
    ...{
      change: 'Changer et réajuster',
      season: 'La saison',
      known: 'Celle que je donne',
      december: 'décembre',
    },
    ...{ refit: 'Réajuster et prévoir', given: /^Poids des mois tels que donnés/ },
    recency: 'Valeur par ancienneté du dernier achat',
    date: 'Date du relevé',
    notKept: /n’était pas encore gardée/,
  },
};

describe.skipIf(chromiumPath === undefined)('a known season in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    const { jobs, engines } = shop.app;
    await jobs.wait(await jobs.enqueue('value.refresh', { asOf: null }));
    // The first date is one of before value by recency was kept.
    await sql`delete from differentiate.recency_snapshot
              where snapshot_id = (select min(snapshot_id) from differentiate.value_snapshot)`.execute(
      engines.database.db,
    );
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  it('is typed in month by month and is what the next forecast runs on', async () => {
    for (const look of looks) {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      const said = words[look.language];
      await enter(page, shop, '/value/forecast');
      await page.getByRole('button', { name: said.change, exact: true }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('combobox', { name: said.season }).click();
      await page.getByRole('option', { name: said.known }).click();
      await drawer.getByLabel(said.december, { exact: true }).fill('250');
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS']) await page.screenshot({ path: shot(`drawer-${look.language}`) });
      await drawer.getByRole('button', { name: said.refit }).click();
      await drawer.waitFor({ state: 'hidden' });
      const { jobs } = shop.app;
      await jobs.wait(await jobs.enqueue('value.refresh', { asOf: null }));
      await page.reload();
      await page.getByText(said.given).first().waitFor();
      const byRecency = page.getByRole('table', { name: said.recency });
      await byRecency.getByRole('link').first().waitFor();
      expect(await byRecency.locator('tbody tr').count()).toBeGreaterThan(1);
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: shot(`page-${look.language}`), fullPage: true });
      await page.getByRole('combobox', { name: said.date }).click();
      await page.getByRole('option').nth(1).click();
      await page.waitForURL(/at=\d/);
      // Of an older date, how many they were, without a list of who they are now.
      await expect.poll(() => byRecency.getByRole('link').count(), { timeout: 30_000 }).toBe(0);
      expect(await byRecency.locator('tbody tr').count()).toBeGreaterThan(1);
      await page.getByRole('combobox', { name: said.date }).click();
      await page.getByRole('option').last().click();
      await page.getByText(said.notKept).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: shot(`not-kept-${look.language}`), fullPage: true });
      expect(troubles).toEqual([]);
      await context.close();
    }
  }, 600_000);
});
