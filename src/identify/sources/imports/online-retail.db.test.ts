import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { exampleMapping, importAll, importNeeds, realData } from '#test/imports';

const file = realData('online-retail/online_retail.csv.gz');

describe.skipIf(file === undefined)(`Online Retail${file === undefined ? ': skipped: no data' : ''}`, () => {
  let engines: TestEngines;
  beforeAll(async () => {
    engines = await openTestEngines();
  });
  afterAll(() => engines.close());

  const whole = { read: 541_909, rejected: 0, repeats: 5268, dryRun: false };

  it('is read whole, repeats kept and counted', { timeout: 300_000 }, async () => {
    const receipt = await importAll(importNeeds(engines), file ?? '', exampleMapping('online-retail'));
    expect(receipt).toEqual({ ...whole, importId: 1, accepted: 541_909, duplicate: 0 });
  });

  it('gives the figures known of it', async () => {
    const [figures] = await engines.warehouse.query(`
      SELECT count() AS lines, uniqExact(order_key) AS orders, uniqExactIf(person_id, person_id != 0) AS customers,
        countIf(person_id = 0) AS anonymous, uniqExact(sku) AS products, uniqExact(country) AS countries,
        countIf(is_return = 1) AS returns, toString(sum(net)) AS netSales, toString(sumIf(net, person_id != 0)) AS identifiedNetSales
      FROM order_lines`);
    expect(figures).toEqual({
      lines: 541_909,
      orders: 25_900,
      customers: 4372,
      anonymous: 135_080,
      products: 4070,
      countries: 38,
      returns: 10_624,
      netSales: '9747747.934',
      identifiedNetSales: '8300065.814',
    });
    const [top] = await engines.warehouse.query<{ share: number }>(`
      SELECT toFloat64(sumIf(net, place <= 437)) / toFloat64(sum(net)) AS share
      FROM (SELECT net, row_number() OVER (ORDER BY net DESC) AS place
            FROM (SELECT person_id, sum(net) AS net FROM order_lines WHERE person_id != 0 GROUP BY person_id))`);
    expect(top?.share).toBeCloseTo(0.6, 2);
  });

  it('changes nothing when it is imported again', { timeout: 300_000 }, async () => {
    const receipt = await importAll(importNeeds(engines), file ?? '', exampleMapping('online-retail'));
    expect(receipt).toEqual({ ...whole, importId: 2, accepted: 0, duplicate: 541_909 });
    expect(await engines.warehouse.query('SELECT count() AS lines FROM order_lines')).toEqual([
      { lines: 541_909 },
    ]);
  });
});
