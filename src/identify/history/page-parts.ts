import { productNames } from '#identify/catalogue';
import type { CustomerPagePart } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { ContactsPart, OrdersPart } from './api.ts';
import {
  type ContactRow,
  contactEntry,
  contactsOfPersons,
  type OrderRow,
  orderEntry,
  ordersOfPersons,
} from './timeline.warehouse.ts';

type Totals = {
  readonly orders: number;
  readonly all_lines: number;
  readonly all_return_lines: number;
  readonly net_sales: string;
  readonly net_sales_12_months: string;
  readonly average_basket: string;
  readonly first_at: string;
  readonly last_at: string;
};

/** Part `orders` of the customer page: figures over all orders and the latest five, in one reading of the customer's lines. */
export function ordersPart(needs: {
  readonly db: Database;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}): CustomerPagePart {
  return {
    name: 'orders',
    read: async ({ personIds }): Promise<OrdersPart> => {
      const rows = await needs.warehouse.query<OrderRow & Totals>(
        `SELECT *, count() OVER () AS orders, sum(lines) OVER () AS all_lines, sum(return_lines) OVER () AS all_return_lines,
                sum(net) OVER () AS net_sales, round(net_sales / orders, 2) AS average_basket,
                sum(if(at > {now:DateTime64(3)} - INTERVAL 12 MONTH, net, 0)) OVER () AS net_sales_12_months,
                min(at) OVER () AS first_at, max(at) OVER () AS last_at
         FROM (${ordersOfPersons}) ORDER BY at DESC, key DESC LIMIT 5`,
        { personIds, now: (needs.clock.now().getTime() / 1000).toFixed(3) },
      );
      const [totals] = rows;
      const names = await productNames(
        needs.db,
        rows.flatMap((row) => row.articles.map(([sku]) => sku)),
      );
      return {
        orders: totals?.orders ?? 0,
        lines: totals?.all_lines ?? 0,
        returnLines: totals?.all_return_lines ?? 0,
        netSales: trimDecimal(totals?.net_sales ?? '0'),
        netSales12Months: trimDecimal(totals?.net_sales_12_months ?? '0'),
        averageBasket: totals === undefined ? null : trimDecimal(totals.average_basket),
        currency: totals?.currency ?? '',
        firstOrderAt: totals === undefined ? null : new Date(totals.first_at).toISOString(),
        lastOrderAt: totals === undefined ? null : new Date(totals.last_at).toISOString(),
        latest: rows.map((row) => orderEntry(row, names)),
      };
    },
  };
}

/** Part `contacts` of the customer page: what we sent, what she did with it, and the latest ten of both. */
export function contactsPart(warehouse: Warehouse): CustomerPagePart {
  return {
    name: 'contacts',
    read: async ({ personIds }): Promise<ContactsPart> => {
      const rows = await warehouse.query<
        ContactRow & { sent: number; opened: number; clicked: number; last_sent_at: string | null }
      >(
        `SELECT *, countIf(what = 'sent') OVER () AS sent,
                uniqExactIf((campaign_key, message_id), what = 'opened') OVER () AS opened,
                uniqExactIf((campaign_key, message_id), what = 'clicked') OVER () AS clicked,
                maxOrNullIf(at, what = 'sent') OVER () AS last_sent_at
         FROM (${contactsOfPersons}) ORDER BY at DESC, key DESC LIMIT 10`,
        { personIds },
      );
      const [first] = rows;
      const lastSentAt = first?.last_sent_at ?? null;
      return {
        sent: first?.sent ?? 0,
        opened: first?.opened ?? 0,
        clicked: first?.clicked ?? 0,
        lastSentAt: lastSentAt === null ? null : new Date(lastSentAt).toISOString(),
        latest: rows.map(contactEntry),
      };
    },
  };
}
