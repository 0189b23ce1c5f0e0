import { type Attribute, type AttributeSource, type Words, words } from '#platform/module';

function money(name: string, column: string, label: Words, meaning: Words): Attribute {
  return { name, type: 'money', label, meaning, expression: `toDecimal128(${column}, 6)`, missing: 'NULL' };
}

const columns: readonly Attribute[] = [
  money(
    'grossMargin12Months',
    'gross_margin',
    words('Marge brute, 12 mois', 'Gross margin, 12 months'),
    words(
      'Ventes nettes moins coût des marchandises ; inconnue si un coût manque',
      'Net sales less cost of goods; unknown when a cost is missing',
    ),
  ),
  money(
    'directProfit12Months',
    'direct_profit',
    words('Profit direct, 12 mois', 'Direct profit, 12 months'),
    words(
      'Marge brute moins les coûts de servir ce client ; inconnu si l’un d’eux manque',
      'Gross margin less the costs of serving this customer; unknown when one of them is missing',
    ),
  ),
  money(
    'profitAtMost12Months',
    'profit_at_most',
    words('Profit au plus, 12 mois', 'Profit at most, 12 months'),
    words(
      'Ventes nettes moins tous les coûts connus : ce qui manque ne peut que l’abaisser',
      'Net sales less every known cost: what is missing can only lower it',
    ),
  ),
  money(
    'potentialMargin',
    'potential',
    words('Potentiel', 'Potential'),
    words(
      'Marge attendue sur l’horizon de la prévision',
      'Margin expected within the horizon of the forecast',
    ),
  ),
  money(
    'lifetimeValue',
    'lifetime_value',
    words('Valeur à vie', 'Lifetime value'),
    words(
      '(Profit direct de 12 mois + potentiel) × fiabilité de paiement',
      '(Direct profit of 12 months + potential) × reliability of payment',
    ),
  ),
  {
    name: 'paymentReliability',
    type: 'number',
    label: words('Fiabilité de paiement', 'Reliability of payment'),
    meaning: words(
      'De 0 à 1, d’après les paiements enregistrés, ou supposée',
      'From 0 to 1, by recorded payments, or taken for granted',
    ),
    expression: 'reliability',
    missing: 'NULL',
  },
  {
    name: 'costsMoreThanBrings',
    type: 'boolean',
    label: words('Coûte plus qu’il ne rapporte', 'Costs more than they bring'),
    meaning: words('Profit sous zéro sur 12 mois', 'Profit below zero over 12 months'),
    expression: 'profit_at_most < 0',
    missing: '0',
  },
];

/** What profit offers to the registry, as of the newest complete snapshot. */
export const profitAttributes: AttributeSource = {
  name: 'profit',
  module: 'differentiate/profit',
  query: 'SELECT * FROM customer_profits WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)',
  attributes: columns,
};
