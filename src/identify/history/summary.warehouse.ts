import type { Warehouse } from '#platform/warehouse';
import { customerOf } from './customer-of.ts';

export type LineTotals = {
  readonly lines: number;
  readonly orders: number;
  readonly customers: number;
  readonly anonymousLines: number;
  readonly products: number;
  readonly countries: number;
  readonly returnLines: number;
  readonly units: string;
  readonly net_sales: string;
  readonly identified_net_sales: string;
  readonly first_at: string | null;
  readonly last_at: string | null;
};

const nothing: LineTotals = {
  lines: 0,
  orders: 0,
  customers: 0,
  anonymousLines: 0,
  products: 0,
  countries: 0,
  returnLines: 0,
  units: '0',
  net_sales: '0',
  identified_net_sales: '0',
  first_at: null,
  last_at: null,
};

/** Exact counts and sums over every order line. An order is one key of one source. */
export async function readLineTotals(warehouse: Warehouse): Promise<LineTotals> {
  const [row] = await warehouse.query<LineTotals>(`
    SELECT count() AS lines,
           uniqExact(source_id, order_key) AS orders,
           uniqExactIf(${customerOf}, person_id != 0) AS customers,
           countIf(person_id = 0) AS anonymousLines,
           uniqExactIf(sku, sku != '') AS products,
           uniqExactIf(country, country != '') AS countries,
           countIf(quantity < 0) AS returnLines,
           sum(quantity) AS units,
           sum(net) AS net_sales,
           sumIf(net, person_id != 0) AS identified_net_sales,
           minOrNull(ordered_at) AS first_at,
           maxOrNull(ordered_at) AS last_at
    FROM order_lines`);
  return row ?? nothing;
}

/** The share of identified net sales that the best tenth of customers (rounded up) make, or null without sales. */
export async function readConcentration(warehouse: Warehouse): Promise<number | null> {
  const [row] = await warehouse.query<{ share: number | null }>(`
    WITH customer AS (
      SELECT ${customerOf} AS customer_id, sum(net) AS net FROM order_lines WHERE person_id != 0 GROUP BY customer_id
    )
    SELECT toFloat64(sumIf(net, place <= ceil(everyone / 10))) / nullIf(toFloat64(sum(net)), 0) AS share
    FROM (
      SELECT net, row_number() OVER (ORDER BY net DESC, customer_id) AS place, count() OVER () AS everyone FROM customer
    )`);
  return row?.share ?? null;
}

export type CurrencyTotals = {
  readonly currency: string;
  readonly lines: number;
  readonly net_sales: string;
};

/** Net sales by currency: amounts of several currencies must not be added by anyone. */
export function readCurrencies(warehouse: Warehouse): Promise<CurrencyTotals[]> {
  return warehouse.query(
    'SELECT currency, count() AS lines, sum(net) AS net_sales FROM order_lines GROUP BY currency ORDER BY lines DESC, currency',
  );
}
