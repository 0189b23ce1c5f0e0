import { type Attribute, type AttributeSource, type Words, words } from '#platform/module';
import { centsOf } from '#platform/warehouse';

const money = (name: string, column: string, label: Words, meaning: Words): Attribute => ({
  ...{ name, type: 'money', label, meaning, missing: 'NULL' },
  expression: centsOf(column, 6),
});

/** What potential offers to the registry, as of the newest complete snapshot. */
export const potentialAttributes: AttributeSource = {
  name: 'potential',
  module: 'differentiate/potential',
  query:
    'SELECT * FROM customer_potentials WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)',
  attributes: [
    money(
      'potentialSales',
      'potential',
      words('Ventes possibles, 12 mois', 'Possible sales, 12 months'),
      words(
        'Ce que le client pourrait dépenser chez nous en un an : d’après la part de client déclarée, sinon le quart supérieur de ceux qui lui ressemblent',
        'What the customer could spend with us in a year: by the declared share of wallet, else the upper quarter of those alike',
      ),
    ),
    money(
      'potentialRoom',
      'room',
      words('Reste à gagner, 12 mois', 'Room to grow, 12 months'),
      words(
        'Ventes possibles moins ventes des 12 derniers mois',
        'Possible sales less sales of the last 12 months',
      ),
    ),
    {
      name: 'potentialBasis',
      type: 'text',
      label: words('Base du potentiel', 'Basis of potential'),
      meaning: words(
        'declared = part de client déclarée ; look-alikes = clients qui lui ressemblent',
        'declared = declared share of wallet; look-alikes = customers alike',
      ),
      values: ['declared', 'look-alikes'],
      expression: 'basis',
      missing: "''",
    },
    money(
      'lookAlikeSales',
      'alike',
      words('Ventes de ceux qui lui ressemblent', 'Sales of customers alike'),
      words(
        'Ce que dépense au moins, en 12 mois, le quart supérieur de ceux qui lui ressemblent',
        'What the upper quarter of those alike spend at least in 12 months',
      ),
    ),
    {
      name: 'lookAlikeCustomers',
      type: 'number',
      label: words('Clients qui lui ressemblent', 'Customers alike'),
      meaning: words(
        'Nombre de clients dont ces ventes sont apprises',
        'How many customers these sales are learnt from',
      ),
      expression: 'alike_customers',
      missing: 'NULL',
    },
  ],
};
