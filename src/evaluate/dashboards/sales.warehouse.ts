import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { Overview } from './api.ts';

const days = 30;

type Row = {
  currency: string;
  sales: string;
  sales_before: string;
  orders: number;
  orders_before: number;
  customers: number;
  customers_before: number;
  by_day: string[];
};

/** Of what one customer, or one anonymous sale, is made: anonymous sales are no customer. */
const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";

/**
 * Sales of the last 30 days and of the 30 before, anonymous ones included, in the currency most of their lines are in.
 * An order counts when one of its lines is not a return; customers are the known ones who bought.
 */
export async function recentSales(warehouse: Warehouse, now: Date): Promise<Overview['sales']> {
  const rows = await warehouse.query<Row>(
    `
    WITH {now:DateTime64(3, 'UTC')} AS until, until - toIntervalDay(${days}) AS start
    SELECT currency,
           sumIf(net, ordered_at > start) AS sales, sumIf(net, ordered_at <= start) AS sales_before,
           uniqExactIf(tuple(source_id, order_key), is_return = 0 AND ordered_at > start) AS orders,
           uniqExactIf(tuple(source_id, order_key), is_return = 0 AND ordered_at <= start) AS orders_before,
           uniqExactIf(${customer}, person_id != 0 AND is_return = 0 AND ordered_at > start) AS customers,
           uniqExactIf(${customer}, person_id != 0 AND is_return = 0 AND ordered_at <= start) AS customers_before,
           arrayMap(age -> sumMap(map(intDiv(toUnixTimestamp64Milli(until) - toUnixTimestamp64Milli(ordered_at), 86400000),
                                      net))[age],
                    reverse(range(${days}))) AS by_day
    FROM order_lines
    WHERE ordered_at > until - toIntervalDay(${2 * days}) AND ordered_at <= until
    GROUP BY currency
    ORDER BY count() DESC, currency
    `,
    { now: (now.getTime() / 1000).toFixed(3) },
  );
  const [most, ...others] = rows;
  const currency = most?.currency ?? '';
  return {
    last30Days: {
      currency,
      netSales: trimDecimal(most?.sales ?? '0'),
      orders: most?.orders ?? 0,
      customers: most?.customers ?? 0,
    },
    previous30Days: {
      currency,
      netSales: trimDecimal(most?.sales_before ?? '0'),
      orders: most?.orders_before ?? 0,
      customers: most?.customers_before ?? 0,
    },
    // Day by day means the 24 hours up to this time of that day, so that the days make up the period.
    daily: Array.from({ length: days }, (_, index) => ({
      day: new Date(now.getTime() - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10),
      netSales: trimDecimal(most?.by_day[index] ?? '0'),
    })),
    otherCurrencies: others.map((row) => row.currency),
  };
}
