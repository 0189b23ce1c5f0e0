import type { Leaf } from '#differentiate/attributes';
import { type Words, words } from '#platform/module';
import type { AxisName } from './api.ts';

type Axis = {
  readonly label: Words;
  readonly unit: 'money' | 'days' | 'orders' | 'share' | 'score';
  /** Where the line stands at first; without, at the middle of the customers. */
  readonly cut?: number;
  /** Who can be placed at all, where the condition of a low side would mean others too. */
  readonly among?: Leaf;
  /** Which data would tell it. */
  readonly missing?: Words;
  /** Over one row of `members`; NULL where unknown. */
  readonly expression: string;
  /** The condition "at or above the cut", or below it, in terms of the registry. */
  readonly leaf: (cut: number, high: boolean, asOf: Date) => Leaf;
};

const money = (attribute: string, label: Words, column: string): Axis => ({
  ...{ label, unit: 'money', expression: `toFloat64(${column})` },
  leaf: (cut, high) => ({ attribute, operator: high ? '>=' : '<', value: cut.toFixed(2) }),
});

const plain = (
  attribute: string,
  label: Words,
  column: string,
  more: Pick<Axis, 'unit' | 'cut' | 'missing'>,
): Axis => ({
  ...{ label, expression: `toFloat64(${column})`, ...more },
  leaf: (cut, high) => ({ attribute, operator: high ? '>=' : '<', value: cut }),
});

const noForecast = words(
  'rien n’est encore prévu : voyez la page « À venir »',
  'nothing is forecast yet: see the page “To come”',
);
const noPotential = words(
  'trop peu de clients achètent depuis plus d’un an et personne n’a déclaré sa part de client : voyez la page « Potentiel »',
  'too few customers bought for more than a year and nobody declared a share of wallet: see the page “Potential”',
);
/** Potential is told of people who never bought too; a portfolio is of those who did. */
const buyers: Leaf = { attribute: 'purchaseOrders', operator: '>=', value: 1 };
const asked = (fr: string, en: string, other: string) =>
  words(
    `importez une note de 0 à 10 par client, dans un champ nommé « ${fr} » ou « ${other} »`,
    `import a score from 0 to 10 for each customer, in a field named “${en}” or “${other}”`,
  );

/** What customers are placed by, each with the attribute that says the same in a segment. */
export const axes: Readonly<Record<AxisName, Axis>> = {
  netSales12Months: money(
    'netSales12Months',
    words('Ventes nettes, 12 mois', 'Net sales, 12 months'),
    'net_sales_12m',
  ),
  directProfit12Months: money(
    'directProfit12Months',
    words('Profit direct, 12 mois', 'Direct profit, 12 months'),
    'direct_profit',
  ),
  profitAtMost12Months: money(
    'profitAtMost12Months',
    words('Profit au plus, 12 mois', 'Profit at most, 12 months'),
    'profit_at_most',
  ),
  futureSales: money('futureSales', words('Ventes à venir', 'Sales to come'), 'future_sales'),
  futureMargin: money('futureMargin', words('Marge à venir', 'Margin to come'), 'future_margin'),
  lifetimeValue: money('lifetimeValue', words('Valeur à vie', 'Lifetime value'), 'lifetime_value'),
  potentialSales: {
    ...money('potentialSales', words('Ventes possibles, 12 mois', 'Possible sales, 12 months'), 'potential'),
    ...{ among: buyers, missing: noPotential },
  },
  potentialRoom: {
    ...money('potentialRoom', words('Reste à gagner, 12 mois', 'Room to grow, 12 months'), 'room'),
    ...{ among: buyers, missing: noPotential },
  },
  orders: {
    ...plain('purchaseOrders', words('Commandes', 'Orders'), 'orders', { unit: 'orders', cut: 2 }),
    among: buyers,
  },
  aliveProbability: plain(
    'aliveProbability',
    words('Probabilité d’être encore client', 'Probability of still being a customer'),
    'alive',
    { unit: 'share', cut: 0.5, missing: noForecast },
  ),
  attitudeScore: plain('attitudeScore', words('Attitude', 'Attitude'), 'attitude', {
    ...{ unit: 'score', cut: 7, missing: asked('attitude', 'attitude', 'satisfaction') },
  }),
  recommendationScore: plain(
    'recommendationScore',
    words('Recommandation', 'Recommendation'),
    'recommendation',
    { unit: 'score', cut: 9, missing: asked('recommandation', 'recommendation', 'nps') },
  ),
  tenureDays: {
    ...{
      label: words('Ancienneté', 'Time as a customer'),
      unit: 'days',
      expression: 'toFloat64(tenure_days)',
    },
    leaf: (cut, high, asOf) => ({
      attribute: 'firstOrderAt',
      operator: high ? '<=' : '>',
      value: new Date(asOf.getTime() - cut * 86_400_000).toISOString().slice(0, 10),
    }),
  },
};
