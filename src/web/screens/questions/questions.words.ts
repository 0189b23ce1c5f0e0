import { words } from '../../data/words.ts';

export const questionsWords = words({
  fr: {
    title: 'Dix questions',
    sentence:
      'Les questions d’une direction sur la valeur de ses clients : un nombre pour chacune, ou les données qu’il faudrait.',
    scope: 'Relevé du {{date}} · {{currency}}',
    none: 'La valeur n’a pas encore été calculée',
    noneHint: 'Importez des ventes : les réponses suivent le premier calcul.',
    working: 'Les réponses se calculent…',
    customers: 'clients',
    range: '(de {{low}} à {{high}})',
    unknown: 'On ne sait pas.',
    about: 'Sur : {{population}}.',
    list: 'Voir la liste',
  },
  en: {
    title: 'Ten questions',
    sentence:
      'What a direction asks of the value of its customers: a number for each, or the data it would take.',
    scope: 'As of {{date}} · {{currency}}',
    none: 'Value has not been computed yet',
    noneHint: 'Import sales: the answers follow the first computation.',
    working: 'The answers are being worked out…',
    customers: 'customers',
    range: '(from {{low}} to {{high}})',
    unknown: 'Not known.',
    about: 'Of: {{population}}.',
    list: 'See the list',
  },
});
