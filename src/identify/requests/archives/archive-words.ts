export type ArchiveLanguage = 'fr' | 'en';

/** What tables hold, in words for the person they are about; others go by their own name. */
const tableWords: Readonly<Record<string, Readonly<Record<ArchiveLanguage, string>>>> = {
  'identify.customer': { fr: 'Votre fiche', en: 'Your record' },
  'identify.person': { fr: 'Les fichiers où vous figurez', en: 'The files you are in' },
  'identify.person_record': {
    fr: 'Ce que ces fichiers disent de vous',
    en: 'What these files say of you',
  },
  'identify.consent': { fr: 'Vos accords et vos refus', en: 'What you permitted and refused' },
  'identify.data_request': { fr: 'Vos demandes', en: 'Your requests' },
  'interact.message': { fr: 'Messages qui vous étaient destinés', en: 'Messages meant for you' },
  'interact.reaction': { fr: 'Ce que vous en avez fait', en: 'What you did with them' },
  'interact.coupon': { fr: 'Vos codes de réduction', en: 'Your discount codes' },
  'interact.suppression': {
    fr: 'Adresses auxquelles nous n’écrivons plus',
    en: 'Addresses we no longer write to',
  },
  order_lines: { fr: 'Vos achats, ligne à ligne', en: 'Your purchases, line by line' },
  events: { fr: 'Ce qui s’est passé d’autre', en: 'What else happened' },
  contacts: { fr: 'Nos contacts avec vous', en: 'Our contacts with you' },
  customers: { fr: 'Votre fiche, pour l’analyse', en: 'Your record, for analysis' },
  customer_values: {
    fr: 'Votre valeur estimée, mois par mois',
    en: 'Your value as estimated, month by month',
  },
  customer_profits: { fr: 'Ce que vous rapportez et coûtez', en: 'What you bring and cost' },
  customer_contracts: { fr: 'Vos contrats', en: 'Your contracts' },
  customer_potentials: { fr: 'Ce que vous pourriez dépenser, estimé', en: 'What you could spend, estimated' },
  customer_lifetimes: { fr: 'Vos achats à venir, estimés', en: 'Your purchases to come, estimated' },
};

export const tableTitle = (table: string, language: ArchiveLanguage): string =>
  tableWords[table]?.[language] ?? table;

/** The fixed sentences of an archive. */
export const archiveWords = {
  fr: {
    title: 'Vos données personnelles',
    made: 'Archive établie le',
    intro:
      'Voici tout ce que nous conservons à votre sujet : une section par registre, telle qu’il est tenu. Le fichier data.json dit la même chose, lisible par une machine.',
    none: 'Rien n’est conservé à votre sujet.',
    rows: 'lignes',
  },
  en: {
    title: 'Your personal data',
    made: 'Archive made on',
    intro:
      'This is everything we hold about you: one section for each register, as it is kept. The file data.json says the same, for a machine to read.',
    none: 'Nothing is held about you.',
    rows: 'rows',
  },
} as const;
