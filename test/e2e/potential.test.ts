import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { chromiumPath, enter, faultsOf, openBrowser, openPage } from './open-browser.ts';
import { openShop, type Shop } from './open-shop.ts';

if (chromiumPath === undefined)
  console.warn('skipped: no Chromium (apt-get install chromium, or set CHROMIUM)');

/** Gives the shop's customers an age that tells what they spend, and one of them a declared share of wallet; answers who. */
async function tellApart({ app }: Shop): Promise<number> {
  const { warehouse } = app.engines;
  await warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency, channel)
    SELECT customer_id, 1, concat('wide-', toString(customer_id)), now64(3) - toIntervalDay(40 + 380 * turn), 'T1', 1,
           (60 + customer_id % 90) * if(customer_id % 2 = 0, 6, 1), 20, 'EUR', 'web'
    FROM (SELECT customer_id FROM customers FINAL WHERE is_deleted = 0) AS k ARRAY JOIN [0, 1] AS turn`);
  const [first] = await warehouse.query<{ id: number }>('SELECT min(customer_id) AS id FROM customers');
  await warehouse.command(
    `INSERT INTO customers SELECT * REPLACE (if(customer_id % 2 = 0, toDate32('1962-03-04'), toDate32('1994-03-04')) AS birth_date,
       if(customer_id = {id:UInt64}, map('part de client', '40', 'date de la part de client', toString(today() - 60)), map()) AS other,
       version + 1 AS version) FROM customers FINAL`,
    { id: first?.id ?? 0 },
  );
  await warehouse.command(`
    INSERT INTO events (person_id, type, occurred_at, amount, currency, properties, line)
    SELECT customer_id, 'contract', began + toIntervalDay(365 * term), 120, 'EUR',
           concat('{"until": "', toString(toDate(began + toIntervalDay(365 * (term + 1)))), '"}'), customer_id * 10 + term
    FROM (SELECT customer_id, now64(3) - toIntervalDay(100 + cityHash64(customer_id) % 1900) AS began,
                 intDiv(100 + cityHash64(customer_id) % 1900, 365) AS due FROM customers FINAL WHERE is_deleted = 0) AS k
    ARRAY JOIN range(1 + least(due, cityHash64(customer_id, 2) % 7)) AS term`);
  await app.jobs.wait(await app.jobs.enqueue('value.refresh', { asOf: null }));
  return first?.id ?? 0;
}

const looks = [
  { phone: true, dark: true, language: 'fr' },
  { phone: false, language: 'en' },
] as const;
const shot = (name: string) => `${process.env['SHOTS']}-${name}.png`;

describe.skipIf(chromiumPath === undefined)('potential in a browser', () => {
  let shop: Shop;
  let browser: Browser;
  let declared: number;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    declared = await tellApart(shop);
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  it('shows the groups of customers alike, the ranks by what is possible, and who speaks of a customer', async () => {
    for (const look of looks) {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      const fr = look.language === 'fr';
      await enter(page, shop, '/value/potential');
      const groups = page.getByRole('table', {
        name: fr ? 'Groupes de clients qui se ressemblent' : 'Groups of customers alike',
      });
      await groups.getByRole('rowheader').first().waitFor();
      expect(await groups.getByRole('rowheader').allInnerTexts()).toHaveLength(2);
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: shot(`page-${look.language}`), fullPage: true });
      await page.goto('/value/portfolio?across=potentialSales');
      await page.getByText(fr ? 'plus possible' : 'more possible').waitFor();
      if (process.env['SHOTS']) await page.screenshot({ path: shot(`ranks-${look.language}`) });
      await page.goto(`/clients/${declared}`);
      const said = page.getByText(fr ? 'Part de client déclarée : 40' : 'Declared share of wallet: 40%');
      await said.waitFor();
      await said.scrollIntoViewIfNeeded();
      if (process.env['SHOTS']) await page.screenshot({ path: shot(`client-${look.language}`) });
      expect(troubles).toEqual([]);
      await context.close();
    }
  });

  it('shows when contracts end and how long they last, and lets the base be declared contractual', async () => {
    for (const look of looks) {
      const { page, context, troubles } = await openPage(browser, shop.address, look);
      const fr = look.language === 'fr';
      await enter(page, shop, '/value/forecast');
      const ends = page.getByRole('table', {
        name: fr ? 'Fins de contrat à venir' : 'Contracts about to end',
      });
      await ends.getByRole('rowheader').first().waitFor();
      await page.getByText(fr ? 'déclarez la base contractuelle' : 'declare the base contractual').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      if (process.env['SHOTS'])
        await page.screenshot({ path: shot(`contracts-${look.language}`), fullPage: true });
      expect(troubles).toEqual([]);
      await context.close();
    }
    const { page, context } = await openPage(browser, shop.address, { language: 'en' });
    await enter(page, shop, '/value/forecast');
    await page.getByRole('switch', { name: 'One buys from us by contract' }).check({ force: true });
    await expect
      .poll(async () => {
        const { rows } = await sql<{ is: boolean }>`
          select (value->>'contractual')::boolean as is from platform.setting where key = 'differentiate.contracts'`.execute(
          shop.app.engines.database.db,
        );
        return rows[0]?.is;
      })
      .toBe(true);
    await context.close();
  });
});
