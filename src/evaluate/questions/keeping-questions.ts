import { profitableQuestion } from './profitable-question.ts';
import { words } from '#platform/module';
import { counted, type Question, howMany, roundMoney } from './question.ts';
import { falling, future, neglected } from './questions.warehouse.ts';

const everyBuyer = words('clients ayant acheté', 'customers who bought');
const noForecast = words(
  'Il faut des achats répétés de clients identifiés : la page « À venir » dit ce qui manque.',
  'Repeat purchases of identified customers are needed: the page “To come” says what is missing.',
);

/** Questions on the customers one has. */
export const keepingQuestions: readonly Question[] = [
  profitableQuestion,
  {
    id: 'whom-to-keep',
    question: words('Qui retenir, et avec quelle offre ?', 'Whom to keep, and with which offer?'),
    population: everyBuyer,
    method: words(
      'Grands acheteurs dont la probabilité d’être encore client est entre 20 et 70 % : encore à temps, et cela en vaut la peine.',
      'Large buyers whose probability of still being a customer is between 20 and 70%: still in time, and worth it.',
    ),
    answer: async (asked) => {
      const row = await future(asked);
      if (row === undefined) return { missing: noForecast };
      const money = roundMoney(asked.snapshot.currency);
      return {
        answer: counted(row.wavering),
        sentence: words(
          `${money(row.at_risk, 'fr')} de ventes annuelles en jeu. L’offre se mesure : une campagne avec groupe témoin dira laquelle les retient.`,
          `${money(row.at_risk, 'en')} of yearly sales at stake. The offer is to be measured: a campaign with a control group tells which keeps them.`,
        ),
        condition: {
          and: [
            { attribute: 'aliveProbability', operator: '<', value: 0.7 },
            { attribute: 'aliveProbability', operator: '>=', value: 0.2 },
            { attribute: 'netSales', operator: '>=', value: row.top_cut.toFixed(2) },
          ],
        },
      };
    },
  },
  {
    id: 'falling',
    question: words('De qui la rentabilité baisse-t-elle ?', 'Whose profitability falls?'),
    population: words('clients ayant acheté il y a 12 à 24 mois', 'customers who bought 12 to 24 months ago'),
    method: words(
      'Ventes de 12 mois en baisse de 30 % au moins sur les 12 mois d’avant.',
      'Sales of 12 months down by at least 30% on the 12 months before.',
    ),
    answer: async (asked) => {
      const row = await falling(asked);
      if (row === undefined || row.sales_before <= 0)
        return { missing: words('Il faut plus d’un an de ventes.', 'More than a year of sales is needed.') };
      const money = roundMoney(asked.snapshot.currency);
      return {
        answer: counted(row.customers),
        sentence: words(
          `${money(row.lost, 'fr')} de ventes perdues en un an.`,
          `${money(row.lost, 'en')} of sales lost in a year.`,
        ),
        condition: {
          and: [{ attribute: 'salesTrend12Months', operator: '<=', value: 0.7 }],
        },
      };
    },
  },
  {
    id: 'future',
    question: words('Qui compte le plus pour demain ?', 'Who matters most for the future?'),
    population: everyBuyer,
    method: words(
      'Part des ventes à venir faite par le dixième des clients qui promet le plus.',
      'Share of sales to come made by the tenth of customers who promise most.',
    ),
    answer: async (asked) => {
      const row = await future(asked);
      if (row === undefined || row.sales <= 0) return { missing: noForecast };
      return {
        answer: counted(row.top_sales / row.sales, 'share'),
        sentence: howMany(
          row.top_customers,
          ['C’est # client.', 'Ce sont # clients.'],
          ['This is # customer.', 'These are # customers.'],
        ),
        condition: { and: [{ attribute: 'futureSales', operator: '>=', value: row.top_cut.toFixed(2) }] },
      };
    },
  },
  {
    id: 'under-invested',
    question: words('Où avons-nous trop peu investi ?', 'Where did we under-invest?'),
    population: everyBuyer,
    method: words(
      'Le cinquième des clients qui promet le plus, sans un contact en 12 mois.',
      'The fifth of customers who promise most, without a contact in 12 months.',
    ),
    answer: async (asked) => {
      const row = await neglected(asked);
      if (row === undefined || Number(row.least) <= 0) return { missing: noForecast };
      if (row.contacts === 0)
        return {
          missing: words(
            'Aucun contact n’est enregistré sur 12 mois : importez-les.',
            'No contact is recorded over 12 months: import them.',
          ),
        };
      const money = roundMoney(asked.snapshot.currency);
      return {
        answer: counted(row.customers),
        sentence: words(
          `${money(row.sales, 'fr')} de ventes à venir sans qu’on leur parle.`,
          `${money(row.sales, 'en')} of sales to come without a word to them.`,
        ),
        condition: {
          and: [
            { attribute: 'futureSales', operator: '>=', value: row.least },
            {
              or: [
                { attribute: 'lastContactAt', operator: 'is unknown' },
                { attribute: 'lastContactAt', operator: '<=', value: row.before },
              ],
            },
          ],
        },
      };
    },
  },
  {
    id: 'next-budget',
    question: words('Comment répartir le prochain budget ?', 'What is the best split of the next budget?'),
    population: words(
      'campagnes mesurées contre leur groupe témoin',
      'campaigns measured against their control group',
    ),
    method: words(
      'Marge ajoutée par client contacté ; d’abord ce dont l’intervalle est au-dessus de zéro, rien à ce qui est au-dessous.',
      'Margin added per customer contacted; first what lies above zero with its interval, nothing to what lies below.',
    ),
    answer: async (asked) => {
      const campaigns = [...(await asked.campaigns())].sort((a, b) => b.estimate - a.estimate);
      const [best] = campaigns;
      if (best === undefined)
        return {
          missing: words(
            'Envoyez une campagne avec un groupe témoin : son effet mesuré dira où mettre le prochain euro.',
            'Send a campaign with a control group: its measured effect tells where the next euro goes.',
          ),
        };
      const estimate = (one: typeof best) => ({
        value: one.estimate,
        low: one.low,
        high: one.high,
        unit: 'money' as const,
      });
      return {
        answer: estimate(best),
        sentence: words(
          `Par client contacté, pour « ${best.name} ».`,
          `Per customer contacted, for “${best.name}”.`,
        ),
        rows: campaigns.map((one) => ({
          label: words(one.name, one.name),
          ...{ customers: null, condition: null },
          estimate: estimate(one),
        })),
      };
    },
  },
];
