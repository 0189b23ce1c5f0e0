import { words } from '../../data/words.ts';

/** What holds the records of a customer together. */
export const customerTiesWords = words({
  fr: {
    same: 'quelqu’un l’a dit',
    different: 'quelqu’un a dit le contraire',
    unsure: 'quelqu’un a hésité',
    email: 'même e-mail',
    phone: 'même téléphone',
    card: 'même carte',
    likely: 'ressemblance : {{share}}',
    through: 'par une autre fiche',
  },
  en: {
    same: 'somebody said so',
    different: 'somebody said otherwise',
    unsure: 'somebody could not tell',
    email: 'same e-mail',
    phone: 'same phone',
    card: 'same card',
    likely: 'likeness: {{share}}',
    through: 'through another record',
  },
});
