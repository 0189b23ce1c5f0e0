import type { Warehouse } from '#platform/warehouse';
import { periodBefore, type Trial, windowOf } from './trial.ts';

/** One arm in sums, as the estimators take them. */
export type ArmRow = {
  arm: string;
  customers: number;
  responders: number;
  orders1: number;
  orders2: number;
  orders3: number;
  ordersBefore: number;
  net1: number;
  net2: number;
  net3: number;
  netBefore: number;
  margin1: number;
  margin2: number;
  margin3: number;
  marginBefore: number;
  marginOfResponders: number;
  before1: number;
  before2: number;
  netKnown: number;
  netAll: number;
};

/**
 * One row per customer of a trial: arm, orders, net sales and margin in the window, responded or not, margin of the year before.
 * A customer is the cluster of today; one whose persons were on two sides is left out (and counted by `countCrossed`).
 * Margin counts the lines whose cost is known, on the line or else in the catalogue; `net_known` is the sales they are.
 */
export function customersOfTrial(
  trial: Trial,
  now: Date,
): { query: string; parameters: Record<string, unknown> } {
  const { from, until } = windowOf(trial, now);
  const responded = trial.response === 'order' ? 'coalesce(b.orders, 0) > 0' : 'coalesce(e.answers, 0) > 0';
  return {
    query: `
      SELECT a.customer AS customer, a.side AS arm, toFloat64(${responded}) AS responded,
             toFloat64(coalesce(b.orders, 0)) AS orders, coalesce(b.net, 0) AS net, coalesce(b.margin, 0) AS margin,
             coalesce(b.net_known, 0) AS net_known, coalesce(b.margin_before, 0) AS before
      FROM (
        SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer, any(arm) AS side
        FROM (${trial.sides.query}) GROUP BY customer HAVING uniqExact(arm) = 1
      ) AS a
      LEFT JOIN (
        SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer,
               uniqExactIf(order_key, now_ AND sold > 0) AS orders,
               sumIf(money, now_) AS net,
               sumIf(money, now_ AND goods IS NOT NULL) AS net_known,
               sumIf(money - goods, now_) AS margin,
               sumIf(money - goods, NOT now_) AS margin_before
        FROM (
          SELECT l.person_id AS person_id, l.order_key AS order_key, l.quantity AS sold, toFloat64(l.net) AS money,
                 toFloat64(l.quantity) * toFloat64(coalesce(l.unit_cost, p.cost)) AS goods, l.ordered_at >= {from:DateTime64(3)} AS now_
          FROM order_lines AS l LEFT JOIN (SELECT sku, cost FROM products FINAL WHERE is_deleted = 0) AS p ON p.sku = l.sku
          WHERE l.person_id != 0 AND l.ordered_at >= {before:DateTime64(3)} AND l.ordered_at < {until:DateTime64(3)}
        ) GROUP BY customer
      ) AS b ON b.customer = a.customer
      LEFT JOIN (
        SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer, count() AS answers
        FROM events WHERE type = {response:String} AND occurred_at >= {from:DateTime64(3)} AND occurred_at < {until:DateTime64(3)}
        GROUP BY customer
      ) AS e ON e.customer = a.customer`,
    parameters: {
      ...trial.sides.parameters,
      from: clickhouseTime(from),
      until: clickhouseTime(until),
      before: clickhouseTime(periodBefore(from)),
      response: trial.response,
    },
  };
}

const clickhouseTime = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '');

/** Sums per arm, in one pass. */
export function sumArms(warehouse: Warehouse, trial: Trial, now: Date): Promise<ArmRow[]> {
  const { query, parameters } = customersOfTrial(trial, now);
  const powers = (column: string, name: string) =>
    `sum(${column}) AS ${name}1, sum(${column} * ${column}) AS ${name}2, sum(${column} * ${column} * ${column}) AS ${name}3, sum(${column} * before) AS ${name}Before`;
  return warehouse.query<ArmRow>(
    `SELECT arm, count() AS customers, sum(responded) AS responders, ${powers('orders', 'orders')}, ${powers('net', 'net')},
            ${powers('margin', 'margin')}, sumIf(margin, responded = 1) AS marginOfResponders,
            sum(before) AS before1, sum(before * before) AS before2, sum(net_known) AS netKnown, sum(net) AS netAll
     FROM (${query}) GROUP BY arm ORDER BY arm`,
    parameters,
  );
}

/** Customers whose persons stand on two sides: merged since, of no use to the comparison. */
export async function countCrossed(warehouse: Warehouse, trial: Trial): Promise<number> {
  const [row] = await warehouse.query<{ crossed: number }>(
    `SELECT count() AS crossed FROM (
       SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer
       FROM (${trial.sides.query}) GROUP BY customer HAVING uniqExact(arm) > 1)`,
    trial.sides.parameters,
  );
  return row?.crossed ?? 0;
}
