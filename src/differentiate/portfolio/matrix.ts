import type { Condition } from '#differentiate/attributes';
import { type Words, words } from '#platform/module';
import type { AxisName, MatrixName } from './api.ts';

type Cell = { readonly name: string; readonly label: Words; readonly advice: Words };
type Definition = {
  readonly x: AxisName;
  readonly y: AxisName;
  /** When the first choice of an axis is known for nobody. */
  readonly otherwise?: { readonly x: AxisName; readonly y: AxisName };
  /** Where a line stands at first in this matrix, when not where its axis says. */
  readonly cutY?: number;
  /** By `highX` and `highY`: low–low, low–high, high–low, high–high. */
  readonly cells: readonly [Cell, Cell, Cell, Cell];
};

const cell = (name: string, label: Words, advice: Words): Cell => ({ name, label, advice });

/**
 * The matrices of the field: revenue × lifetime, current × potential profitability, the four kinds of customers, relative attitude × repeat purchase
 * (Dick & Basu 1994), profit × recommendation (promoters answer 9 or 10).
 */
export const matrices: Readonly<Record<MatrixName, Definition>> = {
  'revenue-lifetime': {
    ...{ x: 'tenureDays', y: 'netSales12Months' },
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
  'actual-possible': {
    ...{ x: 'potentialRoom', y: 'netSales12Months' },
    cells: [
      cell(
        'modest',
        words('Modestes', 'Modest'),
        words('peu, et peu à gagner : au moindre coût', 'little, and little to win: at least cost'),
      ),
      cell(
        'acquired',
        words('Acquis', 'Acquired'),
        words(
          'l’essentiel de ce qu’ils peuvent donner : garder, ne pas surinvestir',
          'most of what they can give: keep, invest no more',
        ),
      ),
      cell(
        'to-win',
        words('À gagner', 'To win'),
        words(
          'ceux qui leur ressemblent achètent bien plus : découvrir où ils vont',
          'those alike buy far more: find out where they go',
        ),
      ),
      cell(
        'to-extend',
        words('À étendre', 'To extend'),
        words(
          'beaucoup déjà, et beaucoup ailleurs : élargir d’abord chez eux',
          'much already, and much elsewhere: widen with them first',
        ),
      ),
    ],
  },
  'four-kinds': {
    ...{ x: 'futureMargin', y: 'aliveProbability', otherwise: { x: 'futureSales', y: 'aliveProbability' } },
    cells: [
      cell(
        'doubtful',
        words('Douteux', 'Doubtful'),
        words(
          'en passe de partir et peu à attendre : au moindre coût',
          'about to leave and little to come: at least cost',
        ),
      ),
      cell(
        'loyals',
        words('Fidèles', 'Loyals'),
        words('là, mais peu à attendre de plus : entretenir', 'here, but little more to come: maintain'),
      ),
      cell(
        'prey',
        words('Proies', 'Prey'),
        words(
          'beaucoup à attendre, mais peut-être fidèles ailleurs : reconquérir',
          'much to come, but perhaps loyal elsewhere: win over',
        ),
      ),
      cell(
        'treasures',
        words('Trésors', 'Treasures'),
        words('là, et beaucoup à attendre : garder d’abord', 'here, and much to come: keep first'),
      ),
    ],
  },
  'attitude-repeat': {
    ...{ x: 'orders', y: 'attitudeScore' },
    cells: [
      cell(
        'none',
        words('Sans fidélité', 'No loyalty'),
        words('ni l’attitude ni les achats', 'neither the attitude nor the purchases'),
      ),
      cell(
        'latent',
        words('Fidélité latente', 'Latent loyalty'),
        words(
          'ils aiment mais n’achètent pas : lever ce qui empêche',
          'they like but do not buy: lift what prevents',
        ),
      ),
      cell(
        'spurious',
        words('Fidélité fausse', 'Spurious loyalty'),
        words(
          'ils achètent par habitude, promotion ou contrat : donner une raison d’aimer',
          'they buy by habit, promotion or contract: give a reason to like',
        ),
      ),
      cell(
        'true',
        words('Fidélité vraie', 'True loyalty'),
        words(
          'ils aiment et achètent : remercier, faire parrainer',
          'they like and buy: thank, let them refer',
        ),
      ),
    ],
  },
  'profit-recommendation': {
    ...{ x: 'recommendationScore', y: 'directProfit12Months', cutY: 0 },
    otherwise: { x: 'recommendationScore', y: 'profitAtMost12Months' },
    cells: [
      cell(
        'costly-critics',
        words('Critiques coûteux', 'Costly critics'),
        words(
          'ni contents ni rentables : comprendre, servir autrement',
          'neither happy nor profitable: understand, serve otherwise',
        ),
      ),
      cell(
        'captives',
        words('Captifs', 'Captives'),
        words(
          'rentables mais sans enthousiasme : ils partiront, réparer',
          'profitable without enthusiasm: they will leave, repair',
        ),
      ),
      cell(
        'costly-promoters',
        words('Promoteurs coûteux', 'Costly promoters'),
        words(
          'ils recommandent mais coûtent : compter ceux qu’ils amènent',
          'they recommend but cost: count whom they bring',
        ),
      ),
      cell(
        'promoters',
        words('Promoteurs rentables', 'Profitable promoters'),
        words(
          'rentables et enthousiastes : garder, faire parrainer',
          'profitable and enthusiastic: keep, let them refer',
        ),
      ),
    ],
  },
};

/** The cell of a matrix by its sides. */
export function cellOf(matrix: MatrixName, highX: boolean, highY: boolean): Cell {
  const { cells } = matrices[matrix];
  return cells[((highX ? 2 : 0) + (highY ? 1 : 0)) as 0 | 1 | 2 | 3];
}

const leaf = (attribute: string, value: number): Condition => ({ attribute, operator: '>=', value });

/** The three questions before a customer low on both sides is called non-priority, each with the condition that answers it. */
export const threeChecks: readonly {
  readonly name: string;
  readonly question: Words;
  readonly condition: Condition;
}[] = [
  {
    name: 'reference',
    question: words('recommandent-ils (9 ou 10 sur 10) ?', 'do they recommend (9 or 10 out of 10)?'),
    condition: leaf('recommendationScore', 9),
  },
  {
    name: 'growing',
    question: words(
      'grandissent-ils vite (ventes d’au moins la moitié en plus qu’un an avant) ?',
      'do they grow fast (sales up by half or more on the year before)?',
    ),
    condition: leaf('salesTrend12Months', 1.5),
  },
  {
    name: 'elsewhere',
    question: words('achètent-ils à plusieurs marques ?', 'do they buy from several brands?'),
    condition: leaf('brandsBought12Months', 2),
  },
];
