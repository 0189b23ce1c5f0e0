import type { CustomerPagePart } from '#identify/customers';
import type { Clock } from '#platform/clock';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { ContactsPart, OrdersPart } from './api.ts';

type Totals = {
  readonly orders: number;
  readonly all_lines: number;
  readonly return_lines: number;
  readonly net_sales: string;
  readonly net_sales_12_months: string;
  readonly average_basket: string;
  readonly main_currency: string;
  readonly first_at: string;
  readonly last_at: string;
};

/** Each column of each part of a table is a file to open: only those of the figures are read, by one thread. */
const totalsOfOrders = `
  SELECT uniqExact(source_id, order_key) AS orders, count() AS all_lines, countIf(quantity < 0) AS return_lines,
         sum(net) AS net_sales, round(net_sales / orders, 2) AS average_basket,
         sumIf(net, ordered_at > {now:DateTime64(3)} - INTERVAL 12 MONTH) AS net_sales_12_months,
         argMax(currency, ordered_at) AS main_currency, min(ordered_at) AS first_at, max(ordered_at) AS last_at
  FROM order_lines WHERE person_id IN {personIds:Array(UInt64)}
  HAVING all_lines > 0 SETTINGS max_threads = 1`;

/** Part `orders` of the customer page: figures over all orders. The orders themselves are in the timeline. */
export function ordersPart(needs: {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}): CustomerPagePart {
  return {
    name: 'orders',
    read: async ({ personIds }): Promise<OrdersPart> => {
      const [totals] = await needs.warehouse.query<Totals>(totalsOfOrders, {
        personIds,
        now: (needs.clock.now().getTime() / 1000).toFixed(3),
      });
      return {
        orders: totals?.orders ?? 0,
        lines: totals?.all_lines ?? 0,
        returnLines: totals?.return_lines ?? 0,
        netSales: trimDecimal(totals?.net_sales ?? '0'),
        netSales12Months: trimDecimal(totals?.net_sales_12_months ?? '0'),
        averageBasket: totals === undefined ? null : trimDecimal(totals.average_basket),
        currency: totals?.main_currency ?? '',
        firstOrderAt: totals === undefined ? null : new Date(totals.first_at).toISOString(),
        lastOrderAt: totals === undefined ? null : new Date(totals.last_at).toISOString(),
      };
    },
  };
}

type Reached = {
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
  readonly last_sent_at: string | null;
};

/** Part `contacts` of the customer page: how much we sent and what she did with it. Each contact is in the timeline. */
export function contactsPart(warehouse: Warehouse): CustomerPagePart {
  return {
    name: 'contacts',
    read: async ({ personIds }): Promise<ContactsPart> => {
      const [reached] = await warehouse.query<Reached>(
        `SELECT countIf(kind = 'sent') AS sent, maxOrNullIf(occurred_at, kind = 'sent') AS last_sent_at,
                uniqExactIf((campaign_key, message_id), kind = 'opened') AS opened,
                uniqExactIf((campaign_key, message_id), kind = 'clicked') AS clicked
         FROM contacts WHERE person_id IN {personIds:Array(UInt64)} SETTINGS max_threads = 1`,
        { personIds },
      );
      const lastSentAt = reached?.last_sent_at ?? null;
      return {
        sent: reached?.sent ?? 0,
        opened: reached?.opened ?? 0,
        clicked: reached?.clicked ?? 0,
        lastSentAt: lastSentAt === null ? null : new Date(lastSentAt).toISOString(),
      };
    },
  };
}
