import { type Attribute, type AttributeSource, words } from '#platform/module';

const attributes: readonly Attribute[] = [
  {
    name: 'householdSize',
    type: 'number',
    label: words('Taille du foyer', 'Household size'),
    meaning: words(
      'Clients qui vivent ensemble, lui compris',
      'Customers who live together, this one included',
    ),
    expression: 'size',
    missing: '1',
  },
  {
    name: 'householdNetSales',
    type: 'money',
    label: words('Ventes nettes du foyer', 'Net sales of the household'),
    meaning: words(
      'Ventes moins retours de tous ceux qui vivent ensemble, depuis toujours',
      'Sales less returns of everybody who lives together, over all time',
    ),
    expression: 'household_net',
    missing: 'toDecimal128(0, 6)',
  },
  {
    name: 'firstOfHousehold',
    type: 'boolean',
    label: words('Premier du foyer', 'First of the household'),
    meaning: words(
      'Un seul par foyer : celui qui achète le plus (le plus ancien numéro à égalité)',
      'One in each household: who buys most (the smallest number among equals)',
    ),
    expression: 'place = 1',
    missing: 'true',
  },
];

/** What households offer to the registry: `firstOfHousehold` makes a list of one letter for each household. */
export const householdsAttributes: AttributeSource = {
  name: 'households',
  module: 'identify/households',
  query: `
    SELECT customer_id, size, household_net, place FROM (
      SELECT customer_id,
             count() OVER (PARTITION BY household_id) AS size,
             sum(net) OVER (PARTITION BY household_id) AS household_net,
             row_number() OVER (PARTITION BY household_id ORDER BY net DESC, customer_id) AS place
      FROM (
        SELECT customer_id, dictGetOrDefault('household_of', 'household_id', customer_id, customer_id) AS household_id, bought.net AS net
        FROM (SELECT customer_id FROM customers FINAL WHERE is_deleted = 0) AS known
        LEFT JOIN (
          SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, sum(net) AS net
          FROM order_lines WHERE person_id != 0 AND ordered_at <= {now:DateTime64(3)} GROUP BY customer_id
        ) AS bought USING (customer_id)
      )
    )`,
  attributes,
};
