import { type Attribute, type AttributeSource, type Words, words } from '#platform/module';
import { rfmSegments } from './rfm.ts';

function score(name: string, column: string, label: Words, meaning: Words): Attribute {
  return { name, type: 'number', label, meaning, unit: '1–5', expression: column, missing: 'NULL' };
}

const scores: readonly Attribute[] = [
  score(
    'recencyScore',
    'recency_score',
    words('Score de récence', 'Recency score'),
    words('5 = le cinquième qui a acheté le plus récemment', '5 = the fifth who bought most recently'),
  ),
  score(
    'frequencyScore',
    'frequency_score',
    words('Score de fréquence', 'Frequency score'),
    words('5 = le cinquième qui a passé le plus de commandes', '5 = the fifth with the most orders'),
  ),
  score(
    'monetaryScore',
    'monetary_score',
    words('Score de montant', 'Monetary score'),
    words(
      '5 = le cinquième au chiffre d’affaires net le plus élevé',
      '5 = the fifth with the highest net sales',
    ),
  ),
  score(
    'valueRank',
    'value_rank',
    words('Rang de valeur', 'Value rank'),
    words(
      '5 = premiers, 4 = grands, 3 = moyens, 2 = petits, 1 = inactifs depuis 12 mois',
      '5 = top, 4 = large, 3 = medium, 2 = small, 1 = inactive for 12 months',
    ),
  ),
];

const orders: Attribute = {
  name: 'purchaseOrders',
  type: 'number',
  label: words('Commandes d’achat', 'Purchase orders'),
  meaning: words(
    'Commandes dont une ligne au moins n’est pas un retour, depuis toujours',
    'Orders with at least one line that is not a return, over all time',
  ),
  expression: 'orders',
  missing: '0',
};

const classes: readonly Attribute[] = [
  {
    name: 'rfmSegment',
    type: 'text',
    label: words('Segment RFM', 'RFM segment'),
    meaning: words('Région de la table récence × fréquence', 'Region of the recency × frequency table'),
    values: rfmSegments.map((segment) => segment.name),
    expression: 'rfm_segment',
    missing: "''",
  },
  {
    name: 'abcClass',
    type: 'text',
    label: words('Classe ABC', 'ABC class'),
    meaning: words(
      'A = ceux qui font l’essentiel du chiffre d’affaires (ou de la marge)',
      'A = those who make most of the sales (or the margin)',
    ),
    values: ['A', 'B', 'C'],
    expression: 'abc_class',
    missing: "''",
  },
];

const money: readonly Attribute[] = [
  {
    name: 'margin',
    type: 'money',
    label: words('Marge', 'Margin'),
    meaning: words(
      'Ventes nettes moins coûts, depuis toujours ; inconnue si un coût manque',
      'Net sales less costs, over all time; unknown when a cost is missing',
    ),
    expression: 'margin',
    missing: 'NULL',
  },
  {
    name: 'costedLinesShare',
    type: 'number',
    label: words('Part des lignes au coût connu', 'Share of lines with a known cost'),
    meaning: words(
      'De 0 à 1, sur les lignes de commande du client',
      'From 0 to 1, over the customer’s order lines',
    ),
    expression: 'costed_share',
    missing: 'NULL',
  },
];

/** What value offers to the registry: the newest complete snapshot, one row per customer who bought. */
export const valueAttributes: AttributeSource = {
  name: 'value',
  module: 'differentiate/value',
  query: 'SELECT * FROM customer_values WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)',
  attributes: [orders, ...scores, ...classes, ...money],
};
