import { words } from '../data/words.ts';

/** Kinds of jobs as people call them. */
export const jobKindWords = words({
  fr: {
    'campaign-launch': 'Lancement d’une campagne',
    'campaign-plan': 'Préparation d’une campagne',
    'campaign-send': 'Envoi d’une campagne',
    'households-derive': 'Recherche des foyers',
    'import-run': 'Import',
    'import-undo': 'Retrait d’un import',
    'quality-scan': 'Contrôle de la qualité d’une source',
    'matching-run': 'Rapprochement des fiches',
    'lifetime-fit': 'Ajustement de la prévision',
    'mail-delivered': 'Messages tenus pour remis',
    'mail-reports': 'Lecture des retours de courrier',
    'screening-clear': 'Effacement de résultats de repoussoir',
    'screening-run': 'Repoussoir',
    'value-refresh': 'Calcul de la valeur',
    other: 'Travail « {{kind}} »',
  },
  en: {
    'campaign-launch': 'Launch of a campaign',
    'campaign-plan': 'Preparation of a campaign',
    'campaign-send': 'Sending of a campaign',
    'households-derive': 'Search for households',
    'import-run': 'Import',
    'import-undo': 'Undoing of an import',
    'quality-scan': 'Quality check of a source',
    'matching-run': 'Matching of records',
    'lifetime-fit': 'Fit of the forecast',
    'mail-delivered': 'Messages held to be delivered',
    'mail-reports': 'Reading of returned mail',
    'screening-clear': 'Clearing of screening results',
    'screening-run': 'Screening',
    'value-refresh': 'Computation of value',
    other: 'Job “{{kind}}”',
  },
});
