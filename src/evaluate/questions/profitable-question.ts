import type { Condition } from '#differentiate/attributes';
import type { Answer } from './api.ts';
import { type FifthCuts, fifthCuts, promising, type PromisingRow } from './promising.warehouse.ts';
import { words } from '#platform/module';
import { type Asked, counted, howMany, meanOf, type Question } from './question.ts';
import { profitable } from './questions.warehouse.ts';

const above = (attribute: string, value: string): Condition => ({ attribute, operator: '>', value });
const atMost = (attribute: string, value: string): Condition => ({ attribute, operator: '<=', value });

/**
 * Who is profitable, and who could become so: actual against promised value (DOMAIN's second tier, to grow). Promised is the first fifth by margin to
 * come or by possible sales; whoever is in the first fifth by direct profit already is left out.
 */
export const profitableQuestion: Question = {
  id: 'profitable',
  question: words('Qui est rentable, qui pourrait le devenir ?', 'Who is profitable, who could become so?'),
  population: words(
    'clients ayant des ventes ou des contacts sur 12 mois',
    'customers with sales or contacts over 12 months',
  ),
  method: words(
    'Profit direct de 12 mois au-dessus de zéro, tous coûts connus. Pourraient le devenir, ou bien plus : ceux hors du premier cinquième par ce profit, et du premier cinquième par marge à venir ou par ventes possibles (les égaux restent ensemble). À droite, leur marge à venir moyenne.',
    'Direct profit of 12 months above zero, every cost known. Could become so, or far more so: those outside the first fifth by that profit and in the first fifth by margin to come or by possible sales (equals stay together). At the right, their mean margin to come.',
  ),
  answer: async (asked) => {
    const row = await profitable(asked);
    if (row === undefined || row.known === 0)
      return {
        missing: words(
          'Dites les coûts de servir un client (page « Profit ») et importez le coût des marchandises.',
          'Say the costs of serving a customer (page “Profit”) and import the cost of goods.',
        ),
      };
    const rest = howMany(
      row.all - row.profitable,
      [
        '# autre ne l’est pas, ou on ne le sait pas : voyez sur la page « Profit » comment le servir à moindre coût.',
        '# autres ne le sont pas, ou on ne le sait pas : voyez sur la page « Profit » comment les servir à moindre coût.',
      ],
      [
        '# other is not, or it is not known: the page “Profit” says how to serve them at less cost.',
        '# others are not, or it is not known: the page “Profit” says how to serve them at less cost.',
      ],
    );
    const cuts = await fifthCuts(asked);
    const isPromised = cuts.margin !== null || cuts.possible !== null;
    return {
      answer: counted(row.profitable),
      sentence: isPromised
        ? rest
        : words(
            `${rest.fr} Pour savoir qui pourrait le devenir, il faut une prévision ou un potentiel (pages « À venir » et « Potentiel »).`,
            `${rest.en} To tell who could become so, a forecast or a potential is needed (pages “To come” and “Potential”).`,
          ),
      rows: isPromised ? await promisingRows(asked, cuts) : [],
      condition: { and: [above('directProfit12Months', '0')] },
    };
  },
};

const groups = [
  {
    isProfitable: false,
    label: words('Pourraient le devenir', 'Could become so'),
    profit: () => [atMost('directProfit12Months', '0')],
  },
  {
    isProfitable: true,
    label: words('Le sont, et pourraient l’être bien plus', 'Are, and could be far more so'),
    profit: (cut: string) => [above('directProfit12Months', '0'), atMost('directProfit12Months', cut)],
  },
];

async function promisingRows(asked: Asked, cuts: FifthCuts): Promise<Answer['rows']> {
  const rows = await promising(asked, cuts);
  const promise = [
    ...(cuts.margin === null ? [] : [above('futureMargin', cuts.margin)]),
    ...(cuts.possible === null ? [] : [above('potentialSales', cuts.possible)]),
  ];
  return groups.map(({ isProfitable, label, profit }) => {
    const row = rows.find((one) => one.profitable === Number(isProfitable));
    return {
      ...{ label, customers: row?.customers ?? 0, estimate: marginOf(row) },
      condition: { and: [...profit(cuts.profit ?? '0'), { or: promise }] },
    };
  });
}

const marginOf = (row: PromisingRow | undefined) =>
  row === undefined || row.known === 0 ? null : meanOf({ ...row, customers: row.known }, 'money');
