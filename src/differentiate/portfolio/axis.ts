import type { Leaf } from '#differentiate/attributes';
import type { Words } from '#platform/module';
import type { AxisName, MatrixName } from './api.ts';

const words = (fr: string, en: string): Words => ({ fr, en });

type Axis = {
  readonly label: Words;
  readonly unit: 'money' | 'days';
  /** Over one row of `members`; NULL where unknown. */
  readonly expression: string;
  /** The condition "at or above the cut", or below it, in terms of the registry. */
  readonly leaf: (cut: number, high: boolean, asOf: Date) => Leaf;
};

const money = (attribute: string, label: Words, column: string): Axis => ({
  ...{ label, unit: 'money', expression: `toFloat64(${column})` },
  leaf: (cut, high) => ({ attribute, operator: high ? '>=' : '<', value: cut.toFixed(2) }),
});

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

type Cell = { readonly name: string; readonly label: Words; readonly advice: Words };
type Definition = {
  readonly x: AxisName;
  readonly y: AxisName;
  /** When the first choice of an axis is known for nobody. */
  readonly otherwise: { readonly x: AxisName; readonly y: AxisName };
  /** By `highX` and `highY`: low–low, low–high, high–low, high–high. */
  readonly cells: readonly [Cell, Cell, Cell, Cell];
};

/** Two matrices of the field: DOMAIN's revenue × lifetime, and current × potential profitability. */
export const matrices: Readonly<Record<MatrixName, Definition>> = {
  'revenue-lifetime': {
    ...{ x: 'tenureDays', y: 'netSales12Months', otherwise: { x: 'tenureDays', y: 'netSales12Months' } },
    cells: [
      {
        name: 'control',
        label: words('Contrôle', 'Control'),
        advice: words(
          'récents et petits : trier, servir au moindre coût',
          'recent and small: filter, serve at least cost',
        ),
      },
      {
        name: 'conquest',
        label: words('Conquête', 'Conquest'),
        advice: words('récents et gros : transformer l’essai', 'recent and large: turn the try into a habit'),
      },
      {
        name: 'development',
        label: words('Développement', 'Development'),
        advice: words(
          'anciens et petits : élargir ce qu’ils achètent',
          'long-standing and small: widen what they buy',
        ),
      },
      {
        name: 'loyalty',
        label: words('Fidélisation', 'Loyalty'),
        advice: words('anciens et gros : garder, remercier', 'long-standing and large: keep, thank'),
      },
    ],
  },
  'current-potential': {
    x: 'futureMargin',
    y: 'directProfit12Months',
    otherwise: { x: 'futureSales', y: 'profitAtMost12Months' },
    cells: [
      {
        name: 'undesirable',
        label: words('Peu prioritaires', 'Non-priority'),
        advice: words('peu aujourd’hui, peu demain', 'little today, little tomorrow'),
      },
      {
        name: 'mature',
        label: words('Mûrs', 'Mature'),
        advice: words(
          'beaucoup aujourd’hui, peu demain : entretenir sans surinvestir',
          'much today, little tomorrow: maintain, no more',
        ),
      },
      {
        name: 'under-developed',
        label: words('À développer', 'Under-developed'),
        advice: words('peu aujourd’hui, beaucoup demain : investir', 'little today, much tomorrow: invest'),
      },
      {
        name: 'desirable',
        label: words('Désirables', 'Desirable'),
        advice: words(
          'beaucoup aujourd’hui et demain : garder d’abord',
          'much today and tomorrow: keep first',
        ),
      },
    ],
  },
};

/** The cell of a matrix by its sides. */
export function cellOf(matrix: MatrixName, highX: boolean, highY: boolean): Cell {
  const { cells } = matrices[matrix];
  return cells[((highX ? 2 : 0) + (highY ? 1 : 0)) as 0 | 1 | 2 | 3];
}
