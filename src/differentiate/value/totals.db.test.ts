import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { writeTotals } from './totals.warehouse.ts';

let engines: TestEngines;
const asOf = new Date('2026-11-22T12:00:00Z');

beforeAll(async () => {
  engines = await openTestEngines();
  const { warehouse } = engines;
  // Person 7 has a third of the lines; persons 201 to 240 are one with 1 to 20, whose numbers lie far from theirs; some lines are of nobody.
  await warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency)
    WITH multiIf(number % 3 = 0, 7, number % 31 = 0, 0, 1 + cityHash64(number, 1) % 300) AS person, if(number % 17 = 0, -1, 1 + number % 3) AS pieces
    SELECT person, 1, concat(toString(person), '-', toString(cityHash64(number, 2) % 6)),
           toDateTime64('2026-11-25 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 3) % 15000),
           'S', pieces, pieces * (1 + number % 90), if(person % 5 = 0, NULL, 2), 'EUR'
    FROM numbers(4000)`);
  await warehouse.command(
    'INSERT INTO customer_of_rows SELECT 201 + number, 1 + number % 20, 1 FROM numbers(40)',
  );
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
});
afterAll(() => engines.close());

/** The totals that one plain aggregate over all lines gives, in the columns of the working table. */
const plain = `
  SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
         uniqExactIf((source_id, order_key), quantity >= 0) AS orders, toDecimal64(sum(net), 6) AS net_sales,
         maxIf(ordered_at, quantity >= 0) AS last_order_at,
         if(countIf(isNull(unit_cost)) = 0, toDecimal64(sum(net) - sum(unit_cost * quantity), 6), NULL) AS margin
  FROM order_lines WHERE person_id != 0 AND ordered_at <= '2026-11-22 12:00:00' GROUP BY customer_id HAVING orders > 0`;

it('adds up every customer once and whole, persons who are one with others too', async () => {
  const { warehouse } = engines;
  await writeTotals(warehouse, { snapshotId: 1, asOf, currency: 'EUR' });
  const found = await warehouse.query(
    'SELECT customer_id, orders, net_sales, last_order_at, margin FROM customer_totals WHERE snapshot_id = 1 ORDER BY customer_id',
  );
  expect(found).toEqual(await warehouse.query(`SELECT * FROM (${plain}) ORDER BY customer_id`));
});
