import { type AttributeSource, words } from '#platform/module';

/** How a customer's sales move: the last twelve months against the twelve before. Lines later than `now` do not exist yet. */
export const trendAttributes: AttributeSource = {
  name: 'trend',
  module: 'differentiate/portfolio',
  query: `
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id,
           sumIf(net, ordered_at > {now:DateTime64(3)} - INTERVAL 12 MONTH) AS last_year,
           sumIf(net, ordered_at <= {now:DateTime64(3)} - INTERVAL 12 MONTH) AS year_before
    FROM order_lines
    WHERE person_id != 0 AND ordered_at <= {now:DateTime64(3)} AND ordered_at > {now:DateTime64(3)} - INTERVAL 24 MONTH
    GROUP BY customer_id`,
  attributes: [
    {
      name: 'salesTrend12Months',
      type: 'number',
      label: { fr: 'Tendance des ventes', en: 'Trend of sales' },
      meaning: words(
        'Ventes nettes des 12 derniers mois divisées par celles des 12 mois d’avant : sous 1 elles baissent',
        'Net sales of the last 12 months divided by those of the 12 months before: below 1 they fall',
      ),
      expression: 'if(year_before > 0, toFloat64(last_year) / toFloat64(year_before), NULL)',
      missing: 'NULL',
    },
    {
      name: 'netSalesYearBefore',
      type: 'money',
      label: { fr: 'Ventes de l’année d’avant', en: 'Sales of the year before' },
      meaning: {
        fr: 'Ventes nettes d’il y a 24 à 12 mois',
        en: 'Net sales of 24 to 12 months ago',
      },
      expression: 'year_before',
      missing: 'toDecimal128(0, 6)',
    },
  ],
};
