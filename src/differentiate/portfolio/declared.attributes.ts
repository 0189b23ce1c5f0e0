import { numberField, shareNames } from '#differentiate/potential';
import { type AttributeSource, words } from '#platform/module';

const within = (expression: string, most: number) =>
  `if(${expression} >= 0 AND ${expression} <= ${most}, ${expression}, NULL)`;

const attitude = within(numberField('attitude', 'satisfaction', 'attitude score'), 10);
const recommendation = within(numberField('recommendation', 'recommandation', 'nps'), 10);
const share = numberField(...shareNames);

/** What customers said or were asked, one row each; read from the files' own fields. */
export const declaredScores = `
  SELECT customer_id, ${attitude} AS attitude, ${recommendation} AS recommendation,
         multiIf(${share} > 0 AND ${share} <= 1, ${share}, ${share} > 1 AND ${share} <= 100, ${share} / 100, NULL) AS wallet_share
  FROM customers FINAL WHERE is_deleted = 0`;

/** Scores that customers gave, as numbers: fields of the files are text. */
export const declaredAttributes: AttributeSource = {
  name: 'declared',
  module: 'differentiate/portfolio',
  query: declaredScores,
  attributes: [
    {
      name: 'attitudeScore',
      type: 'number',
      label: words('Attitude (0 à 10)', 'Attitude (0 to 10)'),
      meaning: words(
        'Note donnée, du champ « attitude » ou « satisfaction » des fichiers',
        'Score given, from the field “attitude” or “satisfaction” of the files',
      ),
      expression: 'attitude',
      missing: 'NULL',
    },
    {
      name: 'recommendationScore',
      type: 'number',
      label: words('Recommandation (0 à 10)', 'Recommendation (0 to 10)'),
      meaning: words(
        'Note donnée, du champ « recommandation » ou « nps » des fichiers',
        'Score given, from the field “recommendation” or “nps” of the files',
      ),
      expression: 'recommendation',
      missing: 'NULL',
    },
    {
      name: 'declaredShareOfWallet',
      type: 'number',
      label: words('Part de client déclarée', 'Declared share of wallet'),
      meaning: words(
        'De 0 à 1, du champ « part de client » des fichiers (aussi en %)',
        'From 0 to 1, from the field “share of wallet” of the files (per cent read too)',
      ),
      expression: 'wallet_share',
      missing: 'NULL',
    },
  ],
};

/** From how many brands a customer bought: one row for each who did. */
export const brandsAttributes: AttributeSource = {
  name: 'brands',
  module: 'differentiate/portfolio',
  query: `
    SELECT dictGetOrDefault('customer_of', 'customer_id', l.person_id, l.person_id) AS customer_id, uniqExact(p.brand) AS brands
    FROM order_lines AS l
    INNER JOIN (SELECT sku, brand FROM products FINAL WHERE is_deleted = 0 AND brand != '') AS p ON p.sku = l.sku
    WHERE l.person_id != 0 AND l.is_return = 0 AND l.ordered_at <= {now:DateTime64(3)}
          AND l.ordered_at > {now:DateTime64(3)} - INTERVAL 12 MONTH
    GROUP BY customer_id`,
  attributes: [
    {
      name: 'brandsBought12Months',
      type: 'number',
      label: words('Marques achetées, 12 mois', 'Brands bought, 12 months'),
      meaning: words(
        'Nombre de marques du catalogue achetées dans les 12 derniers mois',
        'How many brands of the catalogue were bought in the last 12 months',
      ),
      expression: 'brands',
      missing: '0',
    },
  ],
};
