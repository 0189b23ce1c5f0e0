import { words } from '../../data/words.ts';

/** When records are brought together by themselves, and when somebody is asked. */
export const matchingControlsWords = words({
  fr: {
    on: 'Rapprocher les fiches qui se ressemblent',
    onMeans: 'Sinon, seuls un e-mail, un téléphone ou une carte identiques réunissent.',
    mergeFrom: 'Réunir d’elles-mêmes à partir de',
    reviewFrom: 'Demander à quelqu’un à partir de',
    reviewAbove: 'On ne peut demander au-dessus de ce qui se réunit seul.',
    save: 'Enregistrer',
    model: 'Le modèle',
    modelTold:
      'Modèle {{id}}, appris {{when}} sur les fiches que voici : {{records}}. Paires comparées : {{compared}} ; part des vraies qu’elles contiennent, au plus : {{recall}}.',
    runNow: 'Rapprocher maintenant',
    learn: 'Réapprendre',
    acceptAll: 'Accepter en nombre',
    acceptMeans:
      'Toutes les paires à revoir à partir de cette vraisemblance deviennent une personne. Se défait d’un geste.',
    acceptFrom: 'À partir de',
    acceptBounds: 'Entre 50 % et {{to}} %.',
    accept: 'Tout accepter',
  },
  en: {
    on: 'Match records that look alike',
    onMeans: 'Otherwise only an equal e-mail, phone or card joins.',
    mergeFrom: 'Join by themselves from',
    reviewFrom: 'Ask somebody from',
    reviewAbove: 'Nobody can be asked above what joins by itself.',
    save: 'Save',
    model: 'The model',
    modelTold:
      'Model {{id}}, learnt {{when}} on this many records: {{records}}. Pairs compared: {{compared}}; they hold at most {{recall}} of the true ones.',
    runNow: 'Match now',
    learn: 'Learn again',
    acceptAll: 'Accept in bulk',
    acceptMeans: 'Every pair to review from this probability on becomes one person. Undone in one go.',
    acceptFrom: 'From',
    acceptBounds: 'Between 50% and {{to}}%.',
    accept: 'Accept all',
  },
});
