import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { createMarket, writeMarketFiles } from '#market';
import { openTestEngines, type TestEngines } from '#test/engines';
import { exampleMapping, importAll, importNeeds, realData } from '#test/imports';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

const one = async (query: string) => (await engines.warehouse.query(query))[0];

function onData(name: string, path: string, prove: (file: string) => Promise<void>): void {
  const file = realData(path);
  it.skipIf(file === undefined)(
    file === undefined ? `${name}: skipped: no data` : name,
    { timeout: 300_000 },
    () => prove(file ?? ''),
  );
}

const all = (read: number, repeats = 0) => ({ read, accepted: read, rejected: 0, duplicate: 0, repeats });

describe('public data sets, by their mappings alone', () => {
  onData('CDNOW: fixed width', 'cdnow/CDNOW_master.txt', async (file) => {
    expect(await importAll(importNeeds(engines), file, exampleMapping('cdnow'))).toMatchObject(
      all(69_659, 255),
    );
    expect(
      await one(`SELECT count() AS lines, uniqExact(person_id) AS customers, toString(sum(quantity)) AS units, toString(sum(net)) AS sales,
        formatDateTime(min(ordered_at), '%F') AS first FROM order_lines WHERE currency = 'USD'`),
    ).toEqual({
      lines: 69_659,
      customers: 23_570,
      units: '167881',
      sales: '2500315.63',
      first: '1997-01-01',
    });
  });

  onData(
    'Hillstrom: contacts, visits and orders from one line',
    'hillstrom/hillstrom.csv.gz',
    async (file) => {
      const receipt = await importAll(importNeeds(engines), file, exampleMapping('hillstrom'));
      expect(receipt).toMatchObject({ read: 64_000, accepted: 64_000, rejected: 0, duplicate: 0 });
      expect(
        await engines.warehouse.query(
          `SELECT arm, count() AS people, countIf(kind = 'sent') AS sent FROM contacts GROUP BY arm ORDER BY arm`,
        ),
      ).toEqual([
        { arm: 'control', people: 21_306, sent: 0 },
        { arm: 'mens', people: 21_307, sent: 21_307 },
        { arm: 'womens', people: 21_387, sent: 21_387 },
      ]);
      expect(await one(`SELECT count() AS visits FROM events WHERE type = 'visit'`)).toEqual({
        visits: 9394,
      });
      expect(
        await one(
          `SELECT count() AS orders, toString(sum(net)) AS spend FROM order_lines WHERE import_id = ${receipt.importId}`,
        ),
      ).toEqual({ orders: 578, spend: '67258.13' });
    },
  );

  const journey = [
    ['transactions', 'transactions_sample', 75_000, 0],
    ['products', 'products', 92_331, 0],
    ['demographics', 'demographics', 801, 0],
    ['campaigns', 'campaigns', 6589, 0],
    ['campaign-descriptions', 'campaign_descriptions', 27, 0],
    ['coupons', 'coupons', 116_204, 0],
    ['coupon-redemptions', 'coupon_redemptions', 2102, 0],
  ] as const;
  for (const [mapping, name, lines] of journey)
    onData(`complete-journey: ${mapping}`, `complete-journey/${name}.csv.gz`, async (file) => {
      const receipt = await importAll(
        importNeeds(engines),
        file,
        exampleMapping(`complete-journey-${mapping}`),
      );
      expect(receipt).toMatchObject({ read: lines, accepted: lines, rejected: 0, duplicate: 0 });
    });
});

describe('the simulated retailer', () => {
  const mappings: Readonly<Record<string, string>> = {
    'products.csv': 'products',
    'shop-people.csv': 'shop-people',
    'web-people.jsonl': 'web-people',
    'phone-people.txt': 'phone-people',
    'shop-order-lines.csv': 'shop-order-lines',
    'web-order-lines.csv': 'web-order-lines',
    'phone-order-lines.txt': 'phone-order-lines',
    'shop-consents.csv': 'shop-consents',
    'web-consents.csv': 'web-consents',
    'phone-consents.txt': 'phone-consents',
    'web-contacts.csv': 'web-contacts',
  };

  it('has a mapping for each of its files, by which every line is accepted', {
    timeout: 300_000,
  }, async () => {
    const folder = join(engines.folder, 'market');
    mkdirSync(join(folder, 'truth'), { recursive: true });
    const market = createMarket({ seed: 7, people: 300, months: 24, until: '2026-11-22' });
    const names: string[] = [];
    await writeMarketFiles({
      market,
      write: async (file) => {
        if (!file.name.startsWith('truth')) names.push(file.name);
        await pipeline(file.chunks(), createWriteStream(join(folder, file.name)));
      },
    });
    expect(names.toSorted()).toEqual(Object.keys(mappings).toSorted());
    for (const [file, mapping] of Object.entries(mappings)) {
      const receipt = await importAll(
        importNeeds(engines),
        join(folder, file),
        exampleMapping(`market-${mapping}`),
      );
      expect([file, receipt.rejected, receipt.duplicate]).toEqual([file, 0, 0]);
      expect(receipt.read).toBeGreaterThan(0);
    }
    const { rows } = await sql<{
      text: string;
    }>`select string_agg(fields::text, '') as text from identify.person_record`.execute(engines.db);
    expect(rows[0]?.text).toMatch(/é/);
    expect(rows[0]?.text).not.toMatch(/\ufffd|Ã/);
  });
});
