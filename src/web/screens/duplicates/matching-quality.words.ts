import { words } from '../../data/words.ts';

/** How good matching is, by the decisions of people. */
export const matchingQualityWords = words({
  fr: {
    quality: 'Ce que vaut le rapprochement',
    precision: 'Réunies à raison',
    precisionMeans:
      'Des paires réunies d’elles-mêmes, la part qui est bien une personne, d’après vos décisions.',
    recall: 'Retrouvées',
    recallMeans:
      'Des paires d’une même personne qui ont été comparées, la part qui est réunie, d’après vos décisions.',
    tooFew: 'trop peu pour le dire',
    labelsMissing_one: 'encore {{shown}} décision',
    labelsMissing_many: 'encore {{shown}} décisions',
    labelsMissing_other: 'encore {{shown}} décisions',
    interval: 'de {{low}} à {{high}}, à {{level}}',
    bands: 'Décisions par vraisemblance',
    band: 'Vraisemblance',
    between: '{{from}} à {{to}}',
    bandPairs: 'Paires',
    bandLabelled: 'Décidées',
    bandSame: 'Une personne, dites-vous',
    bandExpected: 'Une personne, dit le modèle',
    compared: 'Des paires d’une même personne, {{share}} au plus ont été comparées.',
    noCrowd: 'Aucune valeur n’est partagée par trop de fiches.',
    crowd_one:
      '{{shown}} valeur est partagée par plus de 400 fiches : elle ne rapproche personne (fiches concernées : {{records}}).',
    crowd_many:
      '{{shown}} valeurs sont partagées par plus de 400 fiches chacune : elles ne rapprochent personne (fiches concernées : {{records}}).',
    crowd_other:
      '{{shown}} valeurs sont partagées par plus de 400 fiches chacune : elles ne rapprochent personne (fiches concernées : {{records}}).',
    unreachable_one: '{{shown}} fiche n’a rien d’autre et n’est comparée à aucune.',
    unreachable_many: '{{shown}} fiches n’ont rien d’autre et ne sont comparées à aucune.',
    unreachable_other: '{{shown}} fiches n’ont rien d’autre et ne sont comparées à aucune.',
  },
  en: {
    quality: 'How good matching is',
    precision: 'Rightly joined',
    precisionMeans: 'Of the pairs joined by themselves, the share that is one person, by your decisions.',
    recall: 'Found',
    recallMeans:
      'Of the pairs of one person that were compared, the share that is joined, by your decisions.',
    tooFew: 'too few to tell',
    labelsMissing_one: '{{shown}} more decision needed',
    labelsMissing_many: '{{shown}} more decisions needed',
    labelsMissing_other: '{{shown}} more decisions needed',
    interval: 'from {{low}} to {{high}}, at {{level}}',
    bands: 'Decisions by probability',
    band: 'Probability',
    between: '{{from}} to {{to}}',
    bandPairs: 'Pairs',
    bandLabelled: 'Decided',
    bandSame: 'One person, you say',
    bandExpected: 'One person, the model says',
    compared: 'Of pairs of one person, {{share}} at most were compared.',
    noCrowd: 'No value is shared by too many records.',
    crowd_one:
      '{{shown}} value is shared by more than 400 records: nobody is compared because of it (records concerned: {{records}}).',
    crowd_many:
      '{{shown}} values are shared by more than 400 records each: nobody is compared because of them (records concerned: {{records}}).',
    crowd_other:
      '{{shown}} values are shared by more than 400 records each: nobody is compared because of them (records concerned: {{records}}).',
    unreachable_one: '{{shown}} record has nothing else and is compared with none.',
    unreachable_many: '{{shown}} records have nothing else and are compared with none.',
    unreachable_other: '{{shown}} records have nothing else and are compared with none.',
  },
});
