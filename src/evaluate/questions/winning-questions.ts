import { words } from '#platform/module';
import { costPer, meanOf, type Question, howMany } from './question.ts';
import { cameBack, type ProspectRow, prospectContacts, returnByChannel } from './questions.warehouse.ts';

const notYetBuyers = words(
  'personnes contactées avant tout achat, sur 12 mois',
  'people contacted before any purchase, over 12 months',
);
const noCosts = words(
  'Importez les contacts faits avant le premier achat, avec leur coût (colonne « cost ») et les clics : ils diront ce que coûte un prospect.',
  'Import contacts made before the first purchase, with their cost (column “cost”) and clicks: they tell what a prospect costs.',
);
const channelOf = (name: string) =>
  name === '' ? words('canal inconnu', 'channel unknown') : words(name, name);
const total = (rows: readonly ProspectRow[], field: 'cost' | 'priced' | 'qualified' | 'won') =>
  rows.reduce((sum, row) => sum + row[field], 0);

/** Questions on winning customers, and winning them back. */
export const winningQuestions: readonly Question[] = [
  {
    id: 'prospect-cost',
    question: words('Que coûte un prospect qualifié ?', 'What does a qualified prospect cost?'),
    population: notYetBuyers,
    method: words(
      'Coût des contacts divisé par les personnes qui ont cliqué ; intervalle de Poisson.',
      'Cost of contacts divided by the people who clicked; Poisson interval.',
    ),
    answer: async (asked) => {
      const rows = await prospectContacts(asked);
      const [spent, qualified] = [total(rows, 'cost'), total(rows, 'qualified')];
      if (total(rows, 'priced') === 0 || qualified === 0) return { missing: noCosts };
      return {
        answer: costPer(spent, qualified),
        sentence: howMany(
          qualified,
          ['# prospect a réagi.', '# prospects ont réagi.'],
          ['# prospect reacted.', '# prospects reacted.'],
        ),
      };
    },
  },
  {
    id: 'acquisition-cost',
    question: words('Que coûte un nouveau client, par canal ?', 'What does a new customer cost, by channel?'),
    population: notYetBuyers,
    method: words(
      'Coût des contacts du canal divisé par ceux qui ont acheté pour la première fois dans les 90 jours ; intervalle de Poisson.',
      'Cost of the channel’s contacts divided by those who first bought within 90 days; Poisson interval.',
    ),
    answer: async (asked) => {
      const rows = (await prospectContacts(asked)).filter((row) => row.priced > 0 && row.won > 0);
      if (rows.length === 0) return { missing: noCosts };
      const [spent, won] = [total(rows, 'cost'), total(rows, 'won')];
      return {
        answer: costPer(spent, won),
        sentence: howMany(
          won,
          ['# nouveau client après un contact.', '# nouveaux clients après un contact.'],
          ['# new customer after a contact.', '# new customers after a contact.'],
        ),
        rows: rows.map((row) => ({
          ...{ label: channelOf(row.channel), customers: row.won, condition: null },
          estimate: costPer(row.cost, row.won),
        })),
      };
    },
  },
  {
    id: 'return-by-channel',
    question: words(
      'Que rapporte un nouveau client, un ancien, par canal de recrutement ?',
      'What does a new customer return, an old one, by recruitment channel?',
    ),
    population: words('clients actifs sur 12 mois', 'customers active over 12 months'),
    method: words(
      'Profit moyen de 12 mois (au plus, où un coût manque) selon le canal du premier achat ; nouveau : moins d’un an.',
      'Mean profit of 12 months (at most, where a cost is missing) by the channel of the first purchase; new: less than a year.',
    ),
    answer: async (asked) => {
      const rows = await returnByChannel(asked);
      if (rows.length === 0)
        return {
          missing: words('Il faut des ventes avec leur canal.', 'Sales with their channel are needed.'),
        };
      const customers = rows.reduce((sum, row) => sum + row.customers, 0);
      const mean = rows.reduce((sum, row) => sum + row.mean * row.customers, 0) / customers;
      const squares = rows.reduce(
        (sum, row) => sum + (row.customers - 1) * row.deviation ** 2 + row.customers * (row.mean - mean) ** 2,
        0,
      );
      const deviation = customers < 2 ? 0 : Math.sqrt(squares / (customers - 1));
      const unknown = rows.reduce((sum, row) => sum + row.unknown, 0);
      return {
        answer: meanOf({ mean, deviation, customers }, 'money'),
        sentence:
          unknown === 0
            ? words('Par client et par an, tous coûts connus.', 'Per customer and year, every cost known.')
            : words(
                'Par client et par an, au plus : des coûts manquent.',
                'Per customer and year, at most: costs are missing.',
              ),
        rows: rows.map((row) => {
          const channel = channelOf(row.channel);
          const label =
            row.is_new === 1
              ? words(`${channel.fr}, nouveaux`, `${channel.en}, new`)
              : words(`${channel.fr}, anciens`, `${channel.en}, old`);
          return { label, customers: row.customers, estimate: meanOf(row, 'money'), condition: null };
        }),
      };
    },
  },
  {
    id: 'win-back',
    question: words(
      'Combien payer au plus pour regagner quelqu’un ?',
      'What is the most it is worth paying to win someone back?',
    ),
    population: words(
      'clients revenus depuis 90 jours après au moins six mois d’absence',
      'customers back within 90 days after at least six months away',
    ),
    method: words(
      'Marge à venir moyenne de ceux qui viennent de revenir : au-delà, les regagner coûte plus qu’ils ne rapporteront.',
      'Mean margin to come of those who just came back: beyond it, winning them back costs more than they will bring.',
    ),
    answer: async (asked) => {
      const row = await cameBack(asked);
      if (row === undefined || row.customers < 2)
        return {
          missing: words(
            'Il faut au moins deux clients revenus après une absence, et le coût des marchandises ou une part de marge.',
            'At least two customers back after an absence are needed, and the cost of goods or a share of margin.',
          ),
        };
      return {
        answer: meanOf(row, 'money'),
        sentence: howMany(
          row.lapsed,
          ['# client est probablement parti.', '# clients sont probablement partis.'],
          ['# customer has probably left.', '# customers have probably left.'],
        ),
        condition: { and: [{ attribute: 'aliveProbability', operator: '<', value: 0.3 }] },
      };
    },
  },
];
