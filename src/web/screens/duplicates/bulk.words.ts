import { words } from '../../data/words.ts';

/** Parting in bulk. */
export const bulkWords = words({
  fr: {
    open: 'Séparer en nombre…',
    means:
      'Sépare d’un geste ce qui a été réuni à tort en masse. Ce que des personnes ont décidé paire par paire reste, et ce qu’un autre lien tient aussi. Se défait d’un geste.',
    of: 'Séparer ce qui vient',
    kinds: { import: 'D’un import', range: 'D’une vraisemblance', model: 'D’un modèle' },
    hint: {
      import: 'Les fiches que cet import a été le premier à apporter quittent celles qu’elles ont rejointes.',
      range: 'Les paires que leur seule vraisemblance a réunies, entre deux bornes.',
      model: 'Tout ce que ce modèle a réuni de lui-même, et ce qu’on a accepté en nombre sur sa parole.',
    },
    model: 'Modèle {{id}}, appris le {{when}}',
    below: 'Et en dessous de',
    bounds: 'À partir de {{from}} %, et moins que l’autre borne.',
    count: 'Compter',
    counting: 'On compte…',
    counts_one: '{{shown}} client se séparerait en {{after}}, fiches concernées : {{records}}.',
    counts_many: '{{shown}} clients se sépareraient en {{after}}, fiches concernées : {{records}}.',
    counts_other: '{{shown}} clients se sépareraient en {{after}}, fiches concernées : {{records}}.',
    nothing: 'Rien ne se séparerait.',
    held_one: '{{shown}} client tient par d’autres liens et ne bougerait pas.',
    held_many: '{{shown}} clients tiennent par d’autres liens et ne bougeraient pas.',
    held_other: '{{shown}} clients tiennent par d’autres liens et ne bougeraient pas.',
    part: 'Tout séparer',
    done: 'Séparés. La décision est en tête de liste, avec de quoi la défaire.',
    soon: 'C’est décidé : les clients suivent dans les minutes qui viennent.',
    scopeOf: {
      import: 'Import {{id}}',
      model: 'Modèle {{id}}',
      range: 'De {{from}} à {{to}}, modèle {{id}}',
    },
  },
  en: {
    open: 'Split in bulk…',
    means:
      'Splits in one go what was wrongly joined in numbers. What people decided pair by pair stays, and so does what another tie holds. Undone in one go.',
    of: 'Split what comes',
    kinds: { import: 'From an import', range: 'From a likeness', model: 'From a model' },
    hint: {
      import: 'Records this import was the first to bring leave those they joined.',
      range: 'Pairs that their likeness alone joined, between two bounds.',
      model: 'All that this model joined by itself, and what was accepted in bulk on its word.',
    },
    model: 'Model {{id}}, learnt on {{when}}',
    below: 'And below',
    bounds: 'From {{from}} %, and less than the other bound.',
    count: 'Count',
    counting: 'Counting…',
    counts_one: '{{shown}} customer would become {{after}}; records concerned: {{records}}.',
    counts_many: '{{shown}} customers would become {{after}}; records concerned: {{records}}.',
    counts_other: '{{shown}} customers would become {{after}}; records concerned: {{records}}.',
    nothing: 'Nothing would be split.',
    held_one: '{{shown}} customer is held together by other ties and would not move.',
    held_many: '{{shown}} customers are held together by other ties and would not move.',
    held_other: '{{shown}} customers are held together by other ties and would not move.',
    part: 'Split them all',
    done: 'Split. The decision is at the top of the list, with a way to undo it.',
    soon: 'It is decided: customers follow within minutes.',
    scopeOf: {
      import: 'Import {{id}}',
      model: 'Model {{id}}',
      range: 'From {{from}} to {{to}}, model {{id}}',
    },
  },
});
