import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { chromiumPath, enter, faultsOf, type Look, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const shots = process.env['SHOTS'];
const shoot = async (page: Page, name: string) => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describe.skipIf(chromiumPath === undefined)('what permission rests on, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await openShop(24);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  async function arrive(path: string, look: Look = { language: 'en' }) {
    const opened = await openPage(browser, shop.address, look);
    await enter(opened.page, shop, path);
    return opened;
  }

  it('a list of opposition is taken in, held against the base, renewed and removed', async () => {
    const { page, context, troubles } = await arrive('/privacy?part=lists');
    await page.getByText('No list of opposition').waitFor();
    await page.getByRole('button', { name: 'Take in a list' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Name').fill('Refused at the till');
    await form.getByLabel('Holds').selectOption({ label: 'E-mail addresses' });
    await page
      .locator('input[type=file]')
      .setInputFiles(file('list.txt', 'client3@example.org\nclient4@example.org\nnonsense\n'));
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Take in the list' }).click();
    await page.getByRole('button', { name: 'Compare with the base' }).click();
    await page.getByText('2 customers of 24 are on this list.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'list-open');
    await page.locator('input[type=file]').setInputFiles(file('later.txt', 'client5@example.org\n'));
    await page.getByRole('button', { name: 'Replace by this file' }).click();
    await page.getByText('1 value taken in.').waitFor();
    await page.getByRole('button', { name: 'Compare with the base' }).click();
    await page.getByText('1 customer of 24 is on this list.').waitFor();
    await page.goto('/clients/6');
    await page
      .getByText(/on the opposition list “Refused at the till”/)
      .first()
      .waitFor();
    await page.goto('/privacy?part=lists');
    await page.getByRole('row', { name: /Refused at the till/ }).click();
    await page.getByRole('button', { name: 'Remove the list' }).click();
    await page
      .getByRole('dialog', { name: /^Remove “/ })
      .getByRole('button', { name: 'Remove the list' })
      .click();
    await page.getByText('No list of opposition').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 300_000);

  it('a wording is kept in versions, and a consent noted with it, with its file, is shown with both', async () => {
    const { page, context, troubles } = await arrive('/privacy?part=wordings');
    for (const words of ['Yes, write to me.', 'Yes, write to me about offers.']) {
      await page.getByRole('button', { name: 'Add a wording' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('Name').fill('Till form');
      await form.getByLabel('Text').fill(words);
      await form.getByRole('button', { name: 'Keep the wording' }).click();
      await page.getByRole('dialog').getByText(words).waitFor();
      await page.keyboard.press('Escape');
    }
    await page.getByRole('row', { name: /Till form 2/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto('/clients/1');
    await page.getByRole('button', { name: 'Note', exact: true }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Channel').selectOption({ label: 'Text message' });
    await form.getByLabel('Said on').fill('2026-03-02');
    await form.getByLabel('How').fill('Form at the till');
    await form.getByLabel('Text that was read').selectOption({ label: 'Till form, version 2' });
    await page.locator('input[type=file]').setInputFiles(file('letter.txt', 'signed'));
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Note it' }).click();
    const evidence = page.getByRole('button', { name: 'Evidence, Text message · marketing' });
    await evidence.click();
    await page.getByText('Text read: Till form, version 2').waitFor();
    await page.getByText('Yes, write to me about offers.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'evidence');
    const [proof] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the proof file' }).click(),
    ]);
    expect(proof.suggestedFilename()).toMatch(/^proof-[0-9a-f]{8}$/);
    await page.keyboard.press('Escape');
    await page.getByLabel('As of').fill('2026-03-01');
    await evidence.waitFor({ state: 'detached' });
    await page.getByLabel('As of').fill('2026-03-02');
    await evidence.waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 300_000);

  it('a rule is changed once what it opens was seen, comes as a version, and a marketer only reads it', async () => {
    const { page, context, troubles } = await arrive('/privacy');
    await page.getByRole('heading', { name: 'What the law says' }).waitFor();
    await page.getByRole('button', { name: 'Add an exception' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Months after the last purchase').fill('36');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'rule-form');
    await form.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('button', { name: 'Change: Phone · marketing' }).last().click();
    await form.getByLabel('Counts until').fill('2030-06-30');
    await form.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('button', { name: 'See what changes' }).click();
    const opened = page.getByText(/^\d+ more$/).first();
    await opened.waitFor();
    expect(Number((await opened.textContent())?.match(/\d+/)?.[0])).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'rules-change');
    await page.getByRole('button', { name: 'Put in force' }).click();
    await page.getByText('Version 1').waitFor();
    await page.getByText(/^Added: E-mail · marketing/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'rules-changed');
    expect(troubles).toEqual([]);
    await context.close();
    const marketer = await shop.addUser('marketer');
    const seen = await openPage(browser, shop.address, { language: 'en' });
    await enter(seen.page, marketer, '/privacy');
    await seen.page.getByText('Allowed for 36 months after the last purchase', { exact: true }).waitFor();
    expect(await seen.page.getByRole('button', { name: /^Change|^Add an|^Remove/ }).count()).toBe(0);
    expect(await seen.page.getByText('Retention', { exact: true }).count()).toBe(0);
    await seen.context.close();
  }, 300_000);

  it('whoever is past the limit is told, erased for that number only, and let back', async () => {
    const { db } = shop.app.engines.database;
    const { page, context, troubles } = await arrive('/privacy?part=retention');
    await shop.app.engines.warehouse.command(
      "ALTER TABLE customers UPDATE first_seen_at = '2015-01-01 00:00:00' WHERE 1 SETTINGS mutations_sync = 2",
    );
    await page.getByRole('button', { name: 'See who would go' }).click();
    const title = page.getByRole('heading', { name: /who never bought/ });
    await title.waitFor();
    const people = Number((await title.textContent())?.match(/\d+/)?.[0]);
    expect(people).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'retention');
    const before = await sql<{ n: number }>`select count(*)::int as n from identify.customer`.execute(db);
    await page.getByLabel(`To erase, type ${people}`).fill(String(people));
    await page.getByRole('button', { name: /^Erase \d+ p/ }).click();
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByText('Done.').waitFor();
    const after = await sql<{ n: number }>`select count(*)::int as n from identify.customer`.execute(db);
    expect(after.rows[0]?.n).toBe((before.rows[0]?.n ?? 0) - people);
    await page.getByLabel('E-mail', { exact: true }).last().fill('nobody@example.org');
    await page.getByRole('button', { name: 'Let back' }).click();
    await page.getByText('Nobody erased had this.').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  }, 300_000);

  it.each([
    { language: 'fr', dark: false, phone: false },
    { language: 'en', dark: true, phone: false },
    { language: 'fr', dark: true, phone: true },
    { language: 'en', dark: false, phone: true },
  ] as const)(
    'has no fault: $language, dark $dark, phone $phone',
    async (look) => {
      const { page, context, troubles } = await arrive('/privacy', look);
      const name = `${look.language}-${look.dark ? 'dark' : 'light'}-${look.phone ? 'phone' : 'desktop'}`;
      for (const part of ['rules', 'lists', 'wordings', 'retention']) {
        await page.goto(`/privacy?part=${part}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shoot(page, `${part}-${name}`);
      }
      await page.goto('/clients/1');
      await page.getByText(look.language === 'fr' ? 'À la date du' : 'As of').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await shoot(page, `client-${name}`);
      expect(troubles).toEqual([]);
      await context.close();
    },
    300_000,
  );
});
