import { text } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { chromiumPath, enter, faultsOf, openBrowser, openPage, signIn } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium (apt-get install chromium, or set CHROMIUM)');

const screens = [
  '/',
  '/clients',
  '/clients/2',
  '/sources',
  '/sources/new',
  '/quality',
  '/segments',
  '/segments/new',
  '/value',
  '/value/portfolio',
  '/value/profit',
  '/value/forecast',
  '/value/questions',
  '/campaigns',
  '/effects',
  '/settings/users',
  '/settings/keys',
  '/settings/audit',
  '/account',
];

/** Addresses that got a letter of a campaign, and those its ledger keeps as controls. */
async function mailOf(shop: Shop): Promise<{ written: Set<string>; kept: string[] }> {
  const files = await shop.letterbox.files();
  const letters = await Promise.all(files.map((file) => shop.letterbox.read(file)));
  const { rows } = await sql<{ address: string }>`
    select address from interact.message where arm = 'control' and address is not null
  `.execute(shop.app.engines.database.db);
  const written = new Set(
    letters.flatMap((letter) => letter.recipients).filter((to) => to.endsWith('example.org')),
  );
  return { written, kept: rows.map((row) => row.address) };
}

/** The effects list, the home page and a control's timeline say what became of the campaign, in words and by its name. */
async function tellsOfCampaign(page: Page, shop: Shop, name: string): Promise<void> {
  const { rows } = await sql<{ arm: string; customers: number }>`
    select arm, count(*)::int as customers from interact.message where arm in ('treated', 'control') group by arm
  `.execute(shop.app.engines.database.db);
  await page.goto('/effects');
  const line = page.getByRole('row', { name: new RegExp(name) });
  await line.waitFor();
  for (const { customers } of rows)
    expect(await line.getByRole('cell', { name: String(customers), exact: true }).count()).toBeGreaterThan(0);
  expect(await faultsOf(page)).toEqual([]);
  await line.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto('/');
  await page.getByText(/\d messages sent/).waitFor();
  const { rows: skipped } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from interact.message where reason = 'consent-withdrawn' limit 1
  `.execute(shop.app.engines.database.db);
  await page.goto(`/clients/${skipped[0]?.customerId}`);
  await page.getByText(`Left out of “${name}”`).waitFor();
  await page.getByText('E-mail · Consent withdrawn').waitFor();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe.skipIf(chromiumPath === undefined)('the web screens on the real server', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await openShop();
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  it('sends a stranger to sign in and back to the page they asked for; a wrong password says so', async () => {
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await page.goto('/segments');
    await page.locator('input[name=email]').fill(shop.email);
    await page.locator('input[name=password]').fill('not the password');
    await page.locator('button[type=submit]').click();
    await page.getByText('do not go together').waitFor();
    await signIn(page, shop);
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/segments');
    // An address that leads nowhere keeps the menu to leave it by.
    await page.goto('/nowhere/at/all');
    await page.getByText('/nowhere/at/all').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Segments' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  it.each([
    ['French, desktop, light', { language: 'fr' as const }],
    ['English, phone, dark', { language: 'en' as const, phone: true, dark: true }],
  ])(
    'every screen opens without an error, a finding of axe or a sideways scroll: %s',
    async (_, look) => {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      await page.goto('/sign-in');
      const faults: Record<string, string[]> = {};
      const note = async (name: string) => {
        const found = await faultsOf(page);
        if (found.length > 0) faults[name] = found;
      };
      await note('/sign-in');
      await signIn(page, shop);
      for (const path of screens) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await note(path);
      }
      expect(faults).toEqual({});
      expect(troubles).toEqual([]);
      await context.close();
    },
    240_000,
  );

  it('finds a customer as somebody types, keeps the search and the open drawer in the address', async () => {
    const { page, context } = await openPage(browser, shop.address);
    await enter(page, shop, '/clients');
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('eleonore benali');
    await expect.poll(() => page.url()).toContain('q=eleonore');
    const row = page.locator('tbody button[data-row]', { hasText: 'Éléonore Benali' }).first();
    await row.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: /Éléonore Benali/ }).waitFor();
    await page.reload();
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: /Éléonore Benali/ })
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  it('builds a segment with a live count that agrees with the list it saves', async () => {
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await page.goto(
      '/segments/new?condition=' +
        encodeURIComponent(JSON.stringify({ and: [{ attribute: 'city', operator: '=', value: 'Lille' }] })),
    );
    await signIn(page, shop);
    const count = page.locator('[data-count]');
    await expect.poll(() => count.textContent()).toBe('48');
    await page.getByLabel('Name', { exact: true }).fill('Lille');
    await page.getByRole('button', { name: 'Save the segment' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lille' }).waitFor();
    await page.getByText('1–48 of 48').waitFor();
    await context.close();
  });

  it('writes, proofs and launches a campaign; letters leave, controls get none, the effect page opens', async () => {
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/campaigns?open=new');
    await page.getByRole('dialog').getByRole('textbox').fill('Back to tea');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Back to tea' }).waitFor();
    await page.getByText('Will get the message').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Sender name').fill('La Maison du thé');
    await page.getByLabel('Sender address').fill('bonjour@maison.example');
    await page.getByLabel('Subject').fill('Hello {{ givenName | default: "you" }}');
    await page.getByRole('button', { name: 'Start from a plain template' }).click();
    await page.locator('[data-saved=true]').waitFor();
    await page.goto(`${page.url().split('?')[0]}?step=review`);
    await page.getByRole('button', { name: 'Send the proof' }).click();
    await page.getByText('Proof sent.').waitFor();
    const launch = page.getByRole('button', { name: /^Send to \d/ });
    await launch.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Send to/ })
      .click();
    await page.getByText('Where the messages are').waitFor();
    await page
      .getByText(/^.?\s?Done$/)
      .first()
      .waitFor({ timeout: 90_000 });
    const { written, kept } = await mailOf(shop);
    expect(written.size).toBeGreaterThan(100);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((address) => written.has(address))).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Back to tea' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await tellsOfCampaign(page, shop, 'Back to tea');
    await context.close();
  }, 180_000);

  it('hides from a reader what a reader may not do', async () => {
    const reader = await shop.addUser('reader');
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, reader, '/campaigns');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: /^(Users|Utilisateurs)$/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Create a campaign|Créer une campagne/ }).count()).toBe(0);
    await context.close();
  });

  it('imports an Excel workbook by the columns it guesses, and gives the refused line back as a file', async () => {
    const { page, context } = await openPage(browser, shop.address);
    await enter(page, shop, '/sources/new');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Clients');
    sheet.addRow(['Code client', 'Nom', 'Prénom', 'E-mail', 'Date de naissance']);
    sheet.addRow(['X1', 'Noël', 'Zoé', 'zoe.noel@example.org', new Date(Date.UTC(1980, 1, 29))]);
    sheet.addRow(['X2', 'Roy', 'Ada', 'ada.roy@example.org', new Date(Date.UTC(1975, 11, 31))]);
    sheet.addRow(['', 'Sans', 'Clé', 'sans.cle@example.org', new Date(Date.UTC(1990, 0, 1))]);
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const buffer = Buffer.from(await book.xlsx.writeBuffer());
    await page.locator('input[type=file]').setInputFiles({ name: 'clients-bureau.xlsx', mimeType, buffer });
    await page.getByRole('heading', { name: /Ce que disent les colonnes/ }).waitFor();
    await page.getByText('3 lignes lues : 2 seraient retenues, 1 rejetée.').waitFor();
    await page
      .getByRole('cell', { name: /1980-02-29/ })
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Importer', exact: true }).click();
    await page.getByText('3 lues = 2 retenues + 1 rejetée + 0 déjà connue.').waitFor({ timeout: 60_000 });
    await page.getByText('Terminé').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Télécharger les lignes rejetées (CSV)' }).click(),
    ]);
    expect(await text(await file.createReadStream())).toContain('sans.cle@example.org');
    await page.goto('/clients?q=zoe.noel');
    await page.getByRole('button', { name: 'Zoé Noël' }).waitFor();
    await context.close();
  }, 180_000);

  // Last: it takes back an import, and the shop's own people came in by no import of the wizard's.
  it('imports a French file from the drop to the receipt, with the refused line told, and takes it back', async () => {
    const { page, context } = await openPage(browser, shop.address);
    await enter(page, shop, '/sources/new');
    const lines = [
      'client;prenom;nom;email;ville',
      'C1;Léa;Martin;lea.martin@example.org;Nîmes',
      'C2;Hugo;Bérard;hugo@example.org;Sète',
      ';Sans;Clé;sans@example.org;Sète',
    ];
    const buffer = Buffer.from(lines.join('\r\n'), 'latin1');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'clients-2026.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('heading', { name: /Ce que disent les colonnes/ }).waitFor();
    await page.getByText('3 lignes lues : 2 seraient retenues, 1 rejetée.').waitFor();
    await page.getByRole('cell', { name: /Nîmes/ }).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Importer', exact: true }).click();
    await page.getByText('3 lues = 2 retenues + 1 rejetée + 0 déjà connue.').waitFor({ timeout: 60_000 });
    await page.getByText('Terminé').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto('/clients?q=berard');
    await page.getByRole('button', { name: 'Hugo Bérard' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Retirer cet import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer cet import' }).click();
    await page
      .getByText(/^.?\s?Retiré$/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.goto('/clients?q=berard');
    await page.getByText('Rien ne correspond à ces critères').waitFor();
    await context.close();
  }, 180_000);
});
