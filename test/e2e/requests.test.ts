import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

describe.skipIf(chromiumPath === undefined)('requests of people about their data, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await openShop(20);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it('is noted, carried out, and leaves an archive and a proof; then the person is erased', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/requests');
    const note = async (kind: string) => {
      await page.getByRole('button', { name: 'Note a request' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('Request', { exact: true }).selectOption({ label: kind });
      await form.getByRole('combobox', { name: 'Person' }).fill('client3@example.org');
      await page
        .getByRole('option', { name: /Lille|Brest|Marseille|Lyon|Étienne/ })
        .first()
        .click();
      await form.getByRole('button', { name: 'Save the request' }).click();
    };
    await note('Access');
    await page.getByRole('button', { name: 'Make the archive' }).click();
    const link = page.getByRole('link', { name: /Download the archive/ });
    await link.waitFor({ timeout: 60_000 });
    expect(await faultsOf(page)).toEqual([]);
    const [archive] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(archive.suggestedFilename()).toMatch(/\.zip$/);
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/request.png` });
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /Access.*Done/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await note('Erasure');
    await page.getByRole('button', { name: 'Erase the person' }).click();
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByText('Erased').waitFor({ timeout: 60_000 });
    await page.goto('/clients?q=client3@example.org');
    await page.getByText('Nothing matches').first().waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 180_000);

  it('an objection to named uses withdraws those and leaves the others', async () => {
    const { page, context, troubles } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/clients/2');
    await page.getByRole('button', { name: 'Objects', exact: true }).click();
    const form = page.getByRole('dialog');
    const save = form.getByRole('button', { name: 'Save the request' });
    await form.getByLabel('Everything: all marketing').uncheck();
    expect(await save.isDisabled()).toBe(true);
    await form.getByLabel('Post · marketing').check();
    await form.getByText('Another use, or one of a brand').click();
    await form.getByLabel('Brand').fill('Maison');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.getByLabel('E-mail · marketing · Maison').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/objection.png` });
    await save.click();
    await page.getByText('Post · marketing, E-mail · marketing · Maison').waitFor();
    await page.getByRole('button', { name: 'Withdraw consents' }).click();
    await page.getByText('2 consents withdrawn').waitFor({ timeout: 60_000 });
    await page.goto('/clients/2');
    const said = (subject: string) =>
      page.getByRole('listitem').filter({ hasText: subject }).filter({ hasText: 'Refused: withdrawn' });
    await said('Post · marketing').waitFor();
    await said('E-mail · marketing · Maison').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^E-mail · marketing/ })
      .filter({ hasText: 'Allowed: granted' })
      .waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 180_000);

  it('is not for who has no business with it', async () => {
    const reader = await shop.addUser('reader');
    const { page, context } = await openPage(browser, shop.address, { language: 'fr', phone: true });
    await enter(page, reader, '/requests');
    expect(await page.getByRole('button', { name: 'Noter une demande' }).count()).toBe(0);
    await context.close();
  });
});
