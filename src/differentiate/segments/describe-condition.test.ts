import { expect, it } from 'vitest';
import type { Condition } from '#differentiate/attributes';
import type { Attribute } from '#platform/module';
import { conditionWords } from './describe-condition.ts';

function attribute(name: string, type: Attribute['type'], fr: string, en: string, unit?: string): Attribute {
  const label = { fr, en };
  return { name, type, label, meaning: label, expression: name, missing: 'NULL', ...(unit ? { unit } : {}) };
}
const offered = [
  attribute('city', 'text', 'Ville', 'City'),
  attribute('netSales', 'money', 'Ventes nettes', 'Net sales', '€'),
  attribute('lastOrderAt', 'date', 'Dernier achat', 'Last order'),
  attribute('hasEmail', 'boolean', 'A un e-mail', 'Has an e-mail'),
  attribute('categories', 'list', 'Rayons', 'Categories'),
];
const find = (name: string) => offered.find((one) => one.name === name);

it.each<[Condition, string, string]>([
  [{ and: [] }, 'Tous les clients', 'All customers'],
  [{ or: [] }, 'Personne', 'Nobody'],
  [
    {
      and: [
        { attribute: 'city', operator: 'in', value: ['Orléans', 'Tours', 'Blois'] },
        { attribute: 'netSales', operator: '>=', value: '1234.5' },
      ],
    },
    'Ville : « Orléans », « Tours » ou « Blois » et Ventes nettes : au moins 1 234,5 €',
    'City: “Orléans”, “Tours” or “Blois” and Net sales: at least 1,234.5 €',
  ],
  [
    {
      or: [
        { attribute: 'lastOrderAt', operator: 'in the last days', value: 30 },
        {
          and: [
            { attribute: 'hasEmail', operator: '=', value: true },
            { not: { attribute: 'lastOrderAt', operator: 'between', value: ['2026-01-01', '2026-03-12'] } },
          ],
        },
      ],
    },
    'Dernier achat : dans les 30 derniers jours ou (A un e-mail : oui et sauf (Dernier achat : entre le 1 janvier 2026 et le 12 mars 2026))',
    'Last order: in the last 30 days or (Has an e-mail: yes and except (Last order: between 1 January 2026 and 12 March 2026))',
  ],
  [
    { and: [{ segment: 7 }, { attribute: 'categories', operator: 'has none', value: ['Thé', 'Café {}'] }] },
    'Dans le segment « Fidèles » et Rayons : ni « Thé » ou « Café {} »',
    'In segment “Fidèles” and Categories: none of “Thé” or “Café {}”',
  ],
  [{ attribute: 'city', operator: 'is unknown' }, 'Ville : valeur inconnue', 'City: unknown'],
])('%j', (condition, french, english) => {
  const words = conditionWords(condition, find, () => 'Fidèles');
  // Spaces that may not break are plain in the expectation, to be readable.
  expect(words.fr.replace(/[\u00a0\u202f]/g, ' ')).toBe(french);
  expect(words.en.replace(/[\u00a0\u202f]/g, ' ')).toBe(english);
});
