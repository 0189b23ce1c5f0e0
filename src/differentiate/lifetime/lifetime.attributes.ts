import { type Attribute, type AttributeSource, words } from '#platform/module';
import { centsOf } from '#platform/warehouse';

const amount = (column: string) => centsOf(column, 6);

const columns: readonly Attribute[] = [
  {
    name: 'aliveProbability',
    type: 'number',
    label: words('Probabilité d’être encore client', 'Probability of still being a customer'),
    meaning: words(
      'De 0 à 1, d’après le rythme de ses achats et le temps passé depuis le dernier',
      'From 0 to 1, by the pace of their purchases and the time since the last',
    ),
    expression: 'alive',
    missing: 'NULL',
  },
  {
    name: 'expectedPurchases',
    type: 'number',
    label: words('Achats attendus', 'Purchases expected'),
    meaning: words(
      'Jours d’achat attendus sur l’horizon de la prévision (un an par défaut)',
      'Purchase days expected within the horizon of the forecast (a year by default)',
    ),
    expression: 'expected_purchases',
    missing: 'NULL',
  },
  {
    name: 'futureSales',
    type: 'money',
    label: words('Ventes à venir', 'Sales to come'),
    meaning: words(
      'Ventes attendues sur l’horizon, actualisées',
      'Sales expected within the horizon, discounted to today',
    ),
    expression: amount('future_sales'),
    missing: 'NULL',
  },
  {
    name: 'futureMargin',
    type: 'money',
    label: words('Marge à venir', 'Margin to come'),
    meaning: words(
      'Ventes à venir × part de marge ; inconnue si aucun coût n’est connu',
      'Sales to come × share of margin; unknown when no cost is known',
    ),
    expression: amount('future_margin'),
    missing: 'NULL',
  },
];

/** What the forecast offers to the registry, as of the newest complete snapshot. */
export const lifetimeAttributes: AttributeSource = {
  name: 'lifetime',
  module: 'differentiate/lifetime',
  query:
    'SELECT * FROM customer_lifetimes WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)',
  attributes: columns,
};
