import {
  type Attribute,
  type AttributeSource,
  type AttributeType,
  type Words,
  words,
} from '#platform/module';
import { customerOf } from './customer-of.ts';

const year = '{now:DateTime64(3)} - INTERVAL 12 MONTH';

function one(
  name: string,
  type: AttributeType,
  [label, meaning]: readonly [Words, Words],
  expression: string,
  missing: string,
  unit?: string,
): Attribute {
  return { name, type, label, meaning, expression, missing, ...(unit === undefined ? {} : { unit }) };
}

/** Orders in figures. Lines later than `now` do not exist yet. */
export const ordersAttributes: AttributeSource = {
  name: 'orders',
  module: 'identify/history',
  query: `
    SELECT ${customerOf} AS customer_id,
           uniqExact(source_id, order_key) AS orders,
           sum(net) AS net_sales,
           sumIf(net, ordered_at > ${year}) AS net_sales_12_months,
           min(ordered_at) AS first_order_at,
           max(ordered_at) AS last_order_at,
           sumIf(net, net > 0) AS sold,
           -sumIf(net, quantity < 0) AS returned,
           argMax(channel, ordered_at) AS last_channel
    FROM order_lines WHERE person_id != 0 AND ordered_at <= {now:DateTime64(3)}
    GROUP BY customer_id`,
  attributes: [
    one(
      'orders',
      'number',
      [words('Commandes', 'Orders'), words('Nombre de commandes', 'Number of orders')],
      'orders',
      '0',
    ),
    one(
      'netSales',
      'money',
      [
        words('Ventes nettes', 'Net sales'),
        words('Ventes moins retours, depuis toujours', 'Sales less returns, over all time'),
      ],
      'net_sales',
      'toDecimal128(0, 6)',
    ),
    one(
      'netSales12Months',
      'money',
      [
        words('Ventes nettes, 12 mois', 'Net sales, 12 months'),
        words('Ventes moins retours des 12 derniers mois', 'Sales less returns of the last 12 months'),
      ],
      'net_sales_12_months',
      'toDecimal128(0, 6)',
    ),
    one(
      'averageBasket',
      'money',
      [words('Panier moyen', 'Average basket'), words('Ventes nettes par commande', 'Net sales per order')],
      'round(net_sales / orders, 2)',
      'NULL',
    ),
    one(
      'firstOrderAt',
      'date',
      [words('Premier achat', 'First order'), words('Date du premier achat', 'Date of the first order')],
      'first_order_at',
      'NULL',
    ),
    one(
      'lastOrderAt',
      'date',
      [words('Dernier achat', 'Last order'), words('Date du dernier achat', 'Date of the last order')],
      'last_order_at',
      'NULL',
    ),
    one(
      'daysSinceLastOrder',
      'number',
      [
        words('Jours depuis le dernier achat', 'Days since the last order'),
        words('Jours révolus depuis le dernier achat', 'Full days since the last order'),
      ],
      "age('day', last_order_at, {now:DateTime64(3)})",
      'NULL',
      'days',
    ),
    one(
      'returnsShare',
      'number',
      [
        words('Part des retours', 'Share of returns'),
        words('Montant retourné sur montant vendu, de 0 à 1', 'Amount returned over amount sold, 0 to 1'),
      ],
      'toFloat64(returned) / nullIf(toFloat64(sold), 0)',
      'NULL',
    ),
    one(
      'lastChannel',
      'text',
      [
        words('Dernier canal d’achat', 'Last sales channel'),
        words('Canal de la dernière commande', 'Channel of the last order'),
      ],
      'last_channel',
      "''",
    ),
  ],
};

/** Margin where costs are known: the line's own cost, else the product's. Its coverage is the share of sales that have a cost. */
export const marginsAttributes: AttributeSource = {
  name: 'order margins',
  module: 'identify/history',
  query: `
    SELECT ${customerOf} AS customer_id,
           sumIf(net - quantity * assumeNotNull(coalesce(l.unit_cost, p.cost)), isNotNull(coalesce(l.unit_cost, p.cost))) AS margin,
           sumIf(abs(net), isNotNull(coalesce(l.unit_cost, p.cost))) AS covered,
           sum(abs(net)) AS moved
    FROM order_lines AS l LEFT ANY JOIN (SELECT sku, cost FROM products FINAL WHERE is_deleted = 0) AS p ON p.sku = l.sku
    WHERE person_id != 0 AND ordered_at > ${year} AND ordered_at <= {now:DateTime64(3)}
    GROUP BY customer_id`,
  attributes: [
    one(
      'margin12Months',
      'money',
      [
        words('Marge, 12 mois', 'Margin, 12 months'),
        words(
          'Ventes nettes moins coût des articles, lignes au coût connu seulement',
          'Net sales less cost of goods, on lines of known cost only',
        ),
      ],
      'if(covered = 0, NULL, margin)',
      'NULL',
    ),
    one(
      'margin12MonthsCoverage',
      'number',
      [
        words('Couverture de la marge', 'Coverage of the margin'),
        words(
          'Part des ventes des 12 derniers mois dont le coût est connu, de 0 à 1',
          'Share of the sales of the last 12 months whose cost is known, 0 to 1',
        ),
      ],
      'toFloat64(covered) / nullIf(toFloat64(moved), 0)',
      'NULL',
    ),
  ],
};

/** What sorts of things a customer buys. */
export const categoriesAttributes: AttributeSource = {
  name: 'order categories',
  module: 'identify/history',
  query: `
    SELECT ${customerOf} AS customer_id, arraySort(groupUniqArray(toString(p.category))) AS categories
    FROM order_lines AS l INNER JOIN (SELECT sku, category FROM products FINAL WHERE is_deleted = 0 AND category != '') AS p ON p.sku = l.sku
    WHERE person_id != 0 AND quantity > 0 AND ordered_at <= {now:DateTime64(3)}
    GROUP BY customer_id`,
  attributes: [
    one(
      'categoriesBought',
      'list',
      [
        words('Catégories achetées', 'Categories bought'),
        words(
          'Catégories d’articles achetées au moins une fois',
          'Categories of products bought at least once',
        ),
      ],
      'categories',
      '[]',
    ),
  ],
};
