import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNeeds } from '#app';
import { deriveCompanies } from '#identify/companies';
import { deriveHouseholds } from '#identify/households';
import { Mapping } from '#identify/sources';
import { sql } from '#platform/database';
import { importAll } from '#test/imports';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

const fields =
  'key givenName familyName email street postcode city companyName siret jobTitle parentSiren'.split(' ');
const files: Record<string, string[]> = {
  'Boutique de Brest': [
    '1,Anne,Kerouac,anne@example.org,12 rue des Lilas,29200,Brest,Dupont et fils SARL,73282932000074,Responsable des achats,',
    '2,Yann,Kerouac,yann@example.org,12 rue des Lilas,29200,Brest,,,,',
    '3,Maël,Kerouac,mael@example.org,12 rue des Lilas,29200,Brest,,,,',
    '4,Paul,Riou,paul@example.org,3 quai de la Douane,29200,Brest,Conserveries du Ponant,55210055400013,Gérant,732829320',
  ],
  'Site web': [
    'w1,Anne,Kérouac,anne@example.org,14 rue des Lilas,29200,Brest,,,,',
    'w2,Rose,Riou,rose@example.org,3 quai de la Douane,29200,Brest,Dupont et fils,73282932000074,,',
  ],
};

const french = {
  ...{
    address: 'Adresse',
    trusted: 'La source la plus sûre',
    trust: /^Sources/,
    source: 'Boutique de Brest',
  },
  ...{ look: 'Voir ce qui changerait', apply: 'Appliquer', chosen: /Adresse\s: 12 rue des Lilas/ },
};
const english = {
  ...{ address: 'Address', trusted: 'The most trusted source', trust: /^Sources/, source: 'Site web' },
  ...{ look: 'See what would change', apply: 'Apply', chosen: /Address: 14 rue des Lilas/ },
};

const looks = [
  { name: 'desktop, French, light', look: { language: 'fr' as const } },
  { name: 'phone, English, dark', look: { language: 'en' as const, phone: true, dark: true } },
];

describe.skipIf(chromiumPath === undefined)(
  'who a customer is and lives and works with, in a browser',
  () => {
    let shop: Shop;
    let browser: Browser;
    let anne = 0;
    const folder = mkdtempSync(join(tmpdir(), 'chacun-circles-'));
    beforeAll(async () => {
      shop = await openShop(20);
      browser = await openBrowser();
      for (const [source, lines] of Object.entries(files)) {
        const file = join(folder, `${source}.csv`);
        writeFileSync(file, [fields.join(','), ...lines].join('\n'));
        const mapping = Mapping.parse({
          ...{ name: source, source, format: { kind: 'csv' } },
          records: [{ kind: 'person', fields: Object.fromEntries(fields.map((name) => [name, name])) }],
        });
        await importAll(importNeeds(shop.app), file, mapping);
      }
      const { database } = shop.app.engines;
      await deriveHouseholds({ server: database });
      await deriveCompanies({ server: database });
      const { rows } = await sql<{ id: number }>`
      select customer_id as id from identify.customer where email = 'anne@example.org'`.execute(database.db);
      anne = rows[0]?.id ?? 0;
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await shop?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Keeps a picture of the page where pictures are asked for. */
    async function shot(page: Page, name: string): Promise<void> {
      const shots = process.env['SHOTS'];
      if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    }

    it.each(looks)(
      'a field opens its origin, its rule and the other values: $name',
      async ({ look }) => {
        const { page, context, troubles } = await openPage(browser, shop.address, look);
        await enter(page, shop, `/clients/${anne}`);
        const street = page.getByRole('button', { name: /(Adresse\s: |Address: )14 rue des Lilas/ });
        await street.focus();
        await page.keyboard.press('Enter');
        const origin = page.getByRole('dialog');
        await origin.getByText('12 rue des Lilas').waitFor();
        expect(await origin.getByRole('link', { name: /Boutique de Brest/ }).count()).toBe(1);
        expect(await origin.getByRole('link', { name: /Site web/ }).count()).toBe(1);
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `origin-${look.language}`);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /anne@example\.org/ }).click();
        await page.getByText(/Confirmé par 2 sources|Confirmed by 2 sources/).waitFor();
        await page.getByRole('dialog').getByRole('link').click();
        await page.waitForURL(/\/sources\/\d+$/);
        expect(troubles).toEqual([]);
        await context.close();
      },
      300_000,
    );

    it.each(looks)(
      'a household is found by a member, corrected in its drawer and taken back: $name',
      async ({ look }) => {
        const { page, context, troubles } = await openPage(browser, shop.address, look);
        await enter(page, shop, '/clients/households');
        await page.getByText(/de deux personnes ou plus|of two people or more/).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `households-${look.language}`);
        await page.keyboard.press('/');
        await page.keyboard.type('yann@example.org');
        await expect.poll(() => page.url()).toContain('q=yann');
        await page.getByRole('button', { name: /Yann Kerouac/ }).click();
        const drawer = page.getByRole('dialog');
        await drawer.getByRole('link', { name: 'Maël Kerouac' }).waitFor();
        await drawer.getByText(look.language === 'fr' ? /Trouvé d’après/ : /Found from/).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `household-drawer-${look.language}`);
        await drawer.getByRole('button', { name: /Maël Kerouac vit seul|Lives alone: Maël Kerouac/ }).click();
        await drawer.getByRole('link', { name: 'Maël Kerouac' }).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: /Revenir en arrière|Take it back/ }).click();
        await drawer.getByRole('link', { name: 'Maël Kerouac' }).waitFor();
        const field = drawer.getByRole('combobox');
        await field.fill('Paul Riou');
        await page.getByRole('option', { name: /Paul Riou/ }).click();
        await drawer.getByRole('link', { name: 'Paul Riou' }).waitFor();
        await drawer.getByText(/Paul Riou vit avec|Live together: Paul Riou/).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `household-by-hand-${look.language}`);
        await drawer.getByRole('button', { name: /Revenir en arrière|Take it back/ }).click();
        await drawer.getByRole('link', { name: 'Paul Riou' }).waitFor({ state: 'detached' });
        expect(troubles).toEqual([]);
        await context.close();
      },
      300_000,
    );

    it.each(looks)(
      'a company is found by its SIREN and shows people, sales and group; its parent is said and unsaid: $name',
      async ({ look }) => {
        const { page, context, troubles } = await openPage(browser, shop.address, look);
        await enter(page, shop, '/clients/companies');
        await page.getByRole('button', { name: /^Dupont et fils/ }).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `companies-${look.language}`);
        await page.keyboard.press('/');
        await page.keyboard.type('552100554');
        // Clicked before the words were asked for: neither is lost.
        await page.getByRole('button', { name: 'Conserveries du Ponant' }).click();
        await page.getByRole('heading', { level: 1, name: 'Conserveries du Ponant' }).waitFor();
        await page.goBack();
        await page.waitForURL(/q=/);
        expect(await page.locator('[data-page-search]').inputValue()).toBe('552100554');
        await page.getByRole('button', { name: /^Dupont et fils/ }).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Conserveries du Ponant' }).click();
        await page.getByRole('heading', { level: 1, name: 'Conserveries du Ponant' }).waitFor();
        await page.getByRole('link', { name: 'Paul Riou' }).waitFor();
        await page.getByRole('link', { name: /^Dupont et fils/ }).waitFor();
        await page.getByRole('button', { name: /Dire à qui|Say whom/ }).click();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `company-${look.language}`);
        await page.getByRole('button', { name: /À personne|To nobody/ }).click();
        await page.getByText(/aucun groupe connu|no known group/).waitFor();
        await page.getByRole('button', { name: /Dire à qui|Say whom/ }).click();
        await page.getByRole('combobox', { name: /Appartient à|Belongs to/ }).fill('dupont');
        await page.getByRole('option', { name: /Dupont et fils/ }).click();
        await page.getByRole('button', { name: /Enregistrer|Save/ }).click();
        await page.getByRole('link', { name: /^Dupont et fils/ }).click();
        await page.getByRole('heading', { level: 1, name: /^Dupont et fils/ }).waitFor();
        await page.getByRole('link', { name: 'Conserveries du Ponant' }).waitFor();
        await page.getByRole('link', { name: /Anne/ }).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `company-head-${look.language}`);
        expect(troubles).toEqual([]);
        await context.close();
      },
      300_000,
    );

    it.each(looks)(
      'rules of survivorship are tried, then applied, and the customer’s page says which one chose: $name',
      async ({ look }) => {
        const { page, context, troubles } = await openPage(browser, shop.address, look);
        await enter(page, shop, '/clients/survivorship');
        const words = look.language === 'fr' ? french : english;
        await page.getByRole('combobox', { name: words.address }).click();
        await page.getByRole('option', { name: words.trusted }).click();
        await page.getByRole('combobox', { name: words.trust }).click();
        await page.keyboard.press('Backspace');
        await page.getByRole('option', { name: words.source }).click();
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: words.look }).click();
        await page.getByText(/(regardé|looked at)/).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await shot(page, `survivorship-${look.language}`);
        const apply = page.getByRole('button', { name: words.apply });
        await apply.click();
        await page.getByText(/C’est noté|Done:/).waitFor();
        await expect
          .poll(async () => {
            await page.goto(`/clients/${anne}`, { waitUntil: 'networkidle' });
            return page.getByRole('button', { name: words.chosen }).count();
          })
          .toBe(1);
        await page.getByRole('button', { name: words.chosen }).click();
        await page.getByText(/La source la plus sûre l’emporte|The most trusted source wins/).waitFor();
        expect(troubles).toEqual([]);
        await context.close();
      },
      300_000,
    );
  },
);
