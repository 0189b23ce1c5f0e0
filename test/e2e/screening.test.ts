import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const looks = [
  { name: 'desktop, French, light', look: { language: 'fr' as const } },
  { name: 'phone, English, dark', look: { language: 'en' as const, phone: true, dark: true } },
];
const lines = [
  'Prénom;Nom;E-mail;Code postal',
  'Éléonore;Benali;client1@example.org;59000',
  'Ana;Roux;ana@example.net;29200',
  'Ida;Blanc;ida@example.net;29200',
  'Ana;Roux;ANA@example.net;29200',
];

describe.skipIf(chromiumPath === undefined)('a rented file held against the base, in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(20), openBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it.each(looks)(
    'is sent, its columns guessed, screened under its licence and taken away: $name',
    async ({ look }) => {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      await enter(page, shop, '/sources/screenings');
      await page
        .getByRole('link', { name: /Passer un fichier|Screen a file/ })
        .first()
        .click();
      await page.locator('input[type=file]').setInputFiles({
        ...{ name: `loue-${look.language}.csv`, mimeType: 'text/csv' },
        buffer: Buffer.from(lines.join('\n')),
      });
      const email = page.getByRole('combobox', { name: /^E-mail/ });
      await email.waitFor();
      expect(await email.inputValue()).toBe('E-mail');
      await page.getByLabel(/Pour joindre par|To reach by/).selectOption('email');
      await page.getByLabel(/Fournisseur|Supplier/).fill('Fichiers SA');
      await page.getByLabel(/^(Liste|List)/).fill(`Jardiniers ${look.language}`);
      await page.getByLabel(/Coût par adresse|Cost per address/).fill('0,15');
      expect(await faultsOf(page)).toEqual([]);
      const folder = process.env['SHOTS'];
      if (folder)
        await page.screenshot({ path: `${folder}/screening-new-${look.language}.png`, fullPage: true });
      await page.getByRole('button', { name: /Passer au repoussoir|Screen it/ }).click();
      const drawer = page.getByRole('dialog');
      const result = drawer.getByRole('link', { name: /Télécharger le résultat|Download the result/ });
      await result.waitFor();
      const outcome = (name: string) => drawer.locator(`[data-outcome=${name}] dd`).innerText();
      expect(await outcome('new')).toMatch(/^2\b/);
      expect(await outcome('known')).toMatch(/^1\b/);
      expect(await outcome('duplicate')).toMatch(/^1\b/);
      // Four lines at 0.15 for two new addresses.
      await drawer
        .getByText(/0,30\s€|€0\.30/)
        .first()
        .waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (folder) await page.screenshot({ path: `${folder}/screening-${look.language}.png`, fullPage: true });
      const downloading = page.waitForEvent('download');
      await result.click();
      const file = await text(await (await downloading).createReadStream());
      expect(file.match(/;new;/g)).toHaveLength(2);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: `Jardiniers ${look.language}, Fichiers SA` }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (folder)
        await page.screenshot({ path: `${folder}/screenings-${look.language}.png`, fullPage: true });
      expect(troubles).toEqual([]);
      await context.close();
    },
    300_000,
  );
});
