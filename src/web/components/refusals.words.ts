import { words } from '../data/words.ts';

/** What the server refuses, by its stable code, in the reader's language; codes not here are shown in the server's own words. */
export const refusalWords = words({
  fr: {
    'account-exists':
      'Cette adresse a déjà un compte. Changez son rôle ou donnez-lui un nouveau mot de passe.',
    'last-admin': 'C’est le dernier administrateur : donnez d’abord ce rôle à quelqu’un d’autre.',
    'no-such-account': 'Ce compte n’existe pas.',
    'no-such-api-key': 'Cette clé n’existe pas.',
    'wrong-password': 'Le mot de passe actuel n’est pas le bon.',
    'job-ended': 'Ce travail est déjà terminé.',
    'job-done': 'Ce travail a réussi : il n’y a rien à relancer.',
    'job-not-found': 'Ce travail n’existe pas, ou n’existe plus.',
    'segment-archived': 'Ce segment a été archivé.',
    'no-such-segment': 'Ce segment n’existe pas.',
    'condition-invalid':
      'La condition n’est pas complète : choisissez un attribut, une comparaison et une valeur sur chaque ligne.',
    'campaign-already-launched': 'Cette campagne est déjà lancée.',
    'empty-file': 'Ce fichier est vide.',
  },
  en: {
    'account-exists': 'This address has an account already. Change its role or give it a new password.',
    'last-admin': 'This is the last administrator: give somebody else the role first.',
    'no-such-account': 'This account does not exist.',
    'no-such-api-key': 'This key does not exist.',
    'wrong-password': 'The current password is not right.',
    'job-ended': 'This job has already ended.',
    'job-done': 'This job succeeded: there is nothing to run again.',
    'job-not-found': 'This job does not exist, or no longer does.',
    'segment-archived': 'This segment was archived.',
    'no-such-segment': 'This segment does not exist.',
    'condition-invalid':
      'The condition is not complete: choose an attribute, a comparison and a value on every line.',
    'campaign-already-launched': 'This campaign is already launched.',
    'empty-file': 'This file is empty.',
  },
});
